/** The version of this tool; a test compares it with package.json. */
export const VERSION = '0.1.0';

/** Where the project lives, for links in reports. */
export const HOME_PAGE = 'https://github.com/memcached-exposure-check/memcached-exposure-check';
