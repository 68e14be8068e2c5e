import type { Location } from '../../files/source.js';
import { SourceFile } from '../../files/source.js';
import { booleanOf, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';

/** A script that stands somewhere, with the places of its offsets. */
interface StartupText {
  readonly text: string;
  readonly locate: (start: number, end: number) => Location;
}

/**
 * What a cloud-config does, as a shell script in the order cloud-init works: `bootcmd`, `write_files`,
 * `runcmd` (https://docs.cloud-init.io/en/latest/reference/modules.html).
 */
export function cloudConfigScript(config: StartupText): StartupText {
  const file = new SourceFile('cloud-config', config.text);
  const data = readYaml(file, { version: 'pyyaml' }).documents[0]?.data;
  const script = new Script(file, config);
  for (const command of itemsOf(entry(data, 'bootcmd')?.value)) script.command(command);
  for (const written of itemsOf(entry(data, 'write_files')?.value)) script.writeFile(written);
  for (const command of itemsOf(entry(data, 'runcmd')?.value)) script.command(command);
  return script.result();
}

class Script {
  private text = '';
  private readonly pieces: {
    readonly start: number;
    readonly end: number;
    readonly where: Location;
  }[] = [];

  constructor(
    private readonly file: SourceFile,
    private readonly config: StartupText,
  ) {}

  /** A text goes to a shell, a list of words is run as it is. */
  command(data: Data): void {
    if (data.type === 'list') {
      const words = data.items.map((item) => quote(textOf(item) ?? ''));
      this.add(words.join(' '), data.where);
    } else {
      const text = textOf(data);
      if (text !== undefined) this.addLines(text, data.where);
    }
    this.text += '\n';
  }

  writeFile(data: Data): void {
    const path = textOf(entry(data, 'path')?.value);
    const content = entry(data, 'content');
    const text = textOf(content?.value);
    if (path === undefined || content === undefined || text === undefined) return;
    const encoding = textOf(entry(data, 'encoding')?.value) ?? '';
    const plain = /b64|base64/.test(encoding) ? Buffer.from(text, 'base64').toString('utf8') : text;
    const operator = booleanOf(entry(data, 'append')?.value) === true ? '>>' : '>';
    let mark = 'CLOUD_INIT_END';
    while (plain.includes(mark)) mark += '_';
    this.add(`cat ${operator} ${quote(path)} <<'${mark}'`, content.value.where);
    this.text += '\n';
    this.addLines(plain.endsWith('\n') ? plain : `${plain}\n`, content.value.where);
    this.text += `${mark}\n`;
  }

  result(): StartupText {
    const { pieces, config, file } = this;
    return {
      text: this.text,
      locate: (start, end) => {
        const piece = pieces.find((each) => each.start <= start && start < each.end) ?? pieces[0];
        const where = piece?.where ?? file.location(0);
        const from = file.offset(where.startLine, where.startColumn);
        const to = file.offset(where.endLine, where.endColumn);
        const wanted = this.text.slice(start, end);
        const inside = file.text.slice(from, to).indexOf(wanted);
        if (inside < 0 || wanted === '') return config.locate(from, to);
        return config.locate(from + inside, from + inside + wanted.length);
      },
    };
  }

  /** The lines of a block scalar stand below each other in the file as well. */
  private addLines(text: string, where: Location): void {
    const lines = text.split('\n');
    let from = this.file.offset(where.startLine, where.startColumn);
    const to = this.file.offset(where.endLine, where.endColumn);
    for (const [index, line] of lines.entries()) {
      const trimmed = line.trim();
      const at = trimmed === '' ? -1 : this.file.text.slice(from, to).indexOf(trimmed);
      if (at >= 0) {
        this.add(line, this.file.location(from + at, from + at + trimmed.length));
        from += at + trimmed.length;
      } else {
        this.add(line, where);
      }
      if (index < lines.length - 1) this.text += '\n';
    }
  }

  private add(text: string, where: Location): void {
    this.pieces.push({ start: this.text.length, end: this.text.length + text.length + 1, where });
    this.text += text;
  }
}

function quote(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
