import { isUnknown, pythonText, renderedOf, RenderedText } from '../../syntax/jinja/index.js';
import { applySed } from '../host/edits.js';
import type { InPlaceEdit } from '../host/in-place.js';
import { apply, edited, linesOf, newline, slice, undecided } from './files-modules.js';
import { argumentOf, isAbsent } from './firewall-modules.js';
import { RELEVANT_PATH } from './host-file-forms.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';

/** `sed -i` and `perl -pi` on a file of the host, as tasks left it or as the package brings it. */
export function sedCommand(state: HostState, action: Action, edit: InPlaceEdit): void {
  for (const { text: path } of edit.files) {
    if (path === undefined || !RELEVANT_PATH.test(path)) continue;
    let texts = edited(state, path, action.where);
    if (texts === undefined) continue;
    for (const script of edit.scripts) {
      texts = texts.map((text) => {
        const lines = linesOf(text.text);
        const after =
          script.text === undefined
            ? undefined
            : applySed(
                lines.map((line) => ({ text: line.text, edited: false })),
                script.text,
                edit.extended,
              );
        if (after === undefined)
          return undecided(action, script.reason ?? 'the edit is not evaluated');
        let at = 0;
        return new RenderedText(
          after.flatMap((line) => {
            if (line.edited) {
              const place = { text: line.text, locate: () => script.where, fromValue: false };
              return [place, newline(script.where)];
            }
            while (at < lines.length && lines[at]!.text !== line.text) at++;
            const same = lines[at++];
            return same === undefined ? [] : slice(text, same.start, same.end);
          }),
        );
      });
    }
    const maybe = action.onlyIf !== undefined || action.context.maybe === true;
    const before = state.files.get(path)?.alternatives ?? [];
    state.write(path, maybe ? [...before, ...texts] : texts, action.where, false, action.onlyIf);
  }
}

/** `community.general.ini_file`: one option of one section, put in where it is not there. */
export function iniModule(state: HostState, action: Action): void {
  const section = argumentOf(action, 'section');
  const option = argumentOf(action, 'option');
  const value = argumentOf(action, 'value');
  const name = option === undefined || isUnknown(option) ? undefined : pythonText(option);
  const title = section === undefined || isUnknown(section) ? undefined : pythonText(section);
  if (name === undefined || (section !== undefined && title === undefined)) return;
  apply(state, action, (text) => {
    const lines = linesOf(text.text);
    const header = lines.findIndex((line) => line.text.trim() === `[${title}]`);
    const from = title === undefined ? 0 : header + 1;
    let to = lines.findIndex((line, i) => i >= from && /^\s*\[/.test(line.text));
    if (to < 0) to = lines.length;
    const found = title !== undefined && header < 0 ? [] : lines.slice(from, to);
    const isIt = (line: string): boolean => {
      const key = /^\s*[#;]?\s*([^=]*?)\s*(?:=|$)/.exec(line)?.[1];
      return key === name;
    };
    const active = found.find((line) => isIt(line.text) && !/^\s*[#;]/.test(line.text));
    const old = active ?? (isAbsent(action) ? undefined : found.find((line) => isIt(line.text)));
    const end = text.text.length;
    if (isAbsent(action)) {
      if (old === undefined) return text;
      return new RenderedText([...slice(text, 0, old.start), ...slice(text, old.end, end)]);
    }
    const where = (value ?? option!).where;
    const written = [
      { text: `${name}=`, locate: () => where, fromValue: false },
      ...(value === undefined ? [] : renderedOf(value).pieces),
      newline(where),
    ];
    if (old !== undefined)
      return new RenderedText([
        ...slice(text, 0, old.start),
        ...written,
        ...slice(text, old.end, end),
      ]);
    const at = title !== undefined && header < 0 ? end : (lines[to - 1]?.end ?? 0);
    const open = at > 0 && text.text[at - 1] !== '\n' ? [newline(where)] : [];
    const head =
      title !== undefined && header < 0
        ? [{ text: `[${title}]\n`, locate: () => where, fromValue: false }]
        : [];
    return new RenderedText([
      ...slice(text, 0, at),
      ...open,
      ...head,
      ...written,
      ...slice(text, at, end),
    ]);
  });
}
