/** The version of this tool; a test compares it with package.json. */
export const VERSION = '0.1.0';

/** Where the project lives, for links in reports. */
export const HOME_PAGE = 'https://github.com/memcached-exposure-check/memcached-exposure-check';

/** The page of a rule of the check itself. */
export function docsUrl(ruleId: string): string {
  return `${HOME_PAGE}/blob/main/docs/rules/${ruleId}.md`;
}
