import type { SourceFile } from '../../../files/source.js';
import type { TemplateSet } from '../../../syntax/gotemplate/index.js';
import { isWithoutMeaning, mentionsMemcached } from '../classify.js';

/** What a template's text says without being evaluated. */
interface Outline {
  /** The templates it takes in by name; `undefined` when it works out a name. */
  readonly includes: readonly string[] | undefined;
  readonly mentions: boolean;
  /** The text without the comments of the template, which often show whole manifests. */
  readonly text: string;
}

const outlines = new WeakMap<SourceFile, Outline>();

const MOST_FILES = 300;

function outlineOf(file: SourceFile): Outline {
  let outline = outlines.get(file);
  if (outline === undefined) {
    const text = withoutComments(file.text);
    // A name that is put together or held by a variable.
    const computed = /\b(?:include|template)[ \t]+[$(.]/.test(text);
    const includes = computed
      ? undefined
      : [...text.matchAll(/\b(?:include|template)[ \t]+"([^"\n]{1,200})"/g)].map(
          ([, name]) => name!,
        );
    outlines.set(file, (outline = { includes, mentions: mentionsMemcached(text), text }));
  }
  return outline;
}

function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(/\{\{-?[ \t\n]{0,4}\/\*/g)) {
    if (match.index < from) continue;
    const end = text.indexOf('*/', match.index + match[0].length);
    if (end < 0) break;
    result += text.slice(from, match.index);
    const close = text.indexOf('}}', end);
    from = close < 0 ? text.length : close + 2;
  }
  return result + text.slice(from);
}

/**
 * Whether a file prints jobs and objects that cannot matter, and nothing else: what it and the templates
 * it takes in spell out is all there is, and none of them speaks of memcached. Jobs serve nobody.
 */
export function printsOnlyJobs(file: SourceFile, templates: TemplateSet): boolean {
  if (outlineOf(file).mentions) return false;
  const files = new Set([file]);
  for (const one of files) {
    const { includes } = outlineOf(one);
    if (includes === undefined || files.size > MOST_FILES) return false;
    for (const name of includes) {
      const found = templates.find(name);
      if (found === undefined) return false;
      files.add(found.file);
    }
  }
  let spelled = false;
  for (const one of files) {
    const written = outlineOf(one).text;
    if (!/kind["']?:/.test(written)) continue;
    const text = written.replace(/^([ \t]*["']?kind["']?:[ \t]*["']?)(?:Cron)?Job\b/gm, '$1Secret');
    if (!isWithoutMeaning(text)) return false;
    spelled = true;
  }
  return spelled;
}
