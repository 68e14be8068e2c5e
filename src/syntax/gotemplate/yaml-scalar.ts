/**
 * How Go's YAML writer (goyaml.v2 behind sigs.k8s.io/yaml, which is Helm's `toYaml`) spells a string:
 * plain where that reads back as the same string, a block for several lines, else in quotes.
 */
export function yamlString(text: string, blockIndent: string): string {
  if (text.includes('\n')) {
    return isBlockable(text) ? block(text, blockIndent) : JSON.stringify(text);
  }
  if (readsAsOther(text) || hasSpecial(text)) return JSON.stringify(text);
  return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** A key; one of several lines is not written as a block. */
export function yamlKey(text: string): string {
  return text.includes('\n') ? JSON.stringify(text) : yamlString(text, '');
}

/** Whether a plain scalar would be null, a boolean, a number or a time (yaml.v2, `resolve`). */
function readsAsOther(text: string): boolean {
  if (/^(|~|null|Null|NULL)$/.test(text)) return true;
  if (/^(y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(text)) return true;
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(text)) return true;
  if (/^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text)) return true;
  if (/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text)) return true;
  if (/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9:.]+(Z|[-+][0-9:]+)?)?$/.test(text)) return true;
  const digits = text.replaceAll('_', '');
  return (
    /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits) ||
    /^[-+]?(0x[0-9a-fA-F]+|0b[01]+|0o?[0-7]+)$/i.test(digits)
  );
}

/** Characters that only double quotes can hold. */
function hasSpecial(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0009\u000b-\u001f\u007f-\u0084\u0086-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(
    text,
  );
}

function isPlain(text: string): boolean {
  return (
    !/^[#,[\]{}&*!|>'"%@`]/.test(text) &&
    !/^[?:-](\s|$)/.test(text) &&
    !/^(---|\.\.\.)/.test(text) &&
    !/:(\s|$)/.test(text) &&
    !/\s#/.test(text) &&
    !/^\s|\s$/.test(text)
  );
}

/** Whether a literal block can hold the text: no blanks at the end of a line, nothing special. */
function isBlockable(text: string): boolean {
  return !/ \n| $/.test(text) && !hasSpecial(text);
}

function block(text: string, indent: string): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const end = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const written = lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
  // The writer's last line end is the caller's to print; with "+" the empty lines count.
  return `|${hint}${end}\n${written}`;
}
