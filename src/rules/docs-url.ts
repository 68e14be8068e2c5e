import { HOME_PAGE } from '../version.js';

/** The page of a rule of the check itself. */
export function docsUrl(id: string): string {
  return `${HOME_PAGE}/blob/main/docs/rules/${id}.md`;
}
