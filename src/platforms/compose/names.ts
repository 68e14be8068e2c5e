/** Whether a file name, in lower case, is one that Compose files have: `docker-compose.prod.yml`. */
export function isComposeName(name: string): boolean {
  return (
    /(^|[._-])(docker-?)?compose([._-]|$)/.test(name) && !/\.(patch|diff|orig|rej|bak)$/.test(name)
  );
}
