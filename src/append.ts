/**
 * Adds all of `items` to the end of `list`. A call with its arguments spread out (`list.push(...items)`)
 * overflows the stack when a file holds a hundred thousand of something.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
