import type { JinjaFilter } from './call.js';
import { DATA_FILTERS } from './data.js';
import { DICTIONARY_FILTERS } from './dictionaries.js';
import { LIST_FILTERS } from './lists.js';
import { MEMBER_FILTERS } from './members.js';
import { REGEX_FILTERS } from './regex.js';
import { TEXT_FILTERS } from './texts.js';
import { VALUE_FILTERS } from './values.js';

/**
 * The filters of Jinja2 and of Ansible that playbooks use. What is not here makes the value unknown,
 * with the filter's name as the reason.
 */
export const FILTERS: Readonly<Record<string, JinjaFilter>> = {
  ...VALUE_FILTERS,
  ...TEXT_FILTERS,
  ...REGEX_FILTERS,
  ...LIST_FILTERS,
  ...MEMBER_FILTERS,
  ...DICTIONARY_FILTERS,
  ...DATA_FILTERS,
};
