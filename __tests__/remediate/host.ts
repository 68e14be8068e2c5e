import { HostFirewall } from '../../src/network/filter/host-firewall.js';
import type { Admission } from '../../src/network/filter/types.js';
import { readScript } from '../../src/syntax/shell/script.js';

const HERE = { file: 'close-memcached.sh', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

export interface Host {
  readonly firewall: HostFirewall;
  /** The files that scripts have written. */
  readonly files: Map<string, string>;
  /** Runs commands of a shell; `after` is called behind every command that the packet filter knows. */
  sh(commands: string, after?: (command: string) => void): void;
  admission(protocol: 'tcp' | 'udp', target?: 'host' | 'container'): Admission;
}

/** A host whose packet filter is the engine's. */
export function makeHost(port = 11211, zones = 'public'): Host {
  const firewall = new HostFirewall();
  const files = new Map<string, string>();
  const sh = (commands: string, after?: (command: string) => void): void => {
    readScript(commands, {
      variables: (name) => (name === 'ZONES' ? zones : undefined),
      readFile: (path) => files.get(path),
      run: ({ words, input, inputFile, writes }) => {
        const argv = words.map(({ text }) => text ?? '?');
        if (writes !== undefined) {
          const before = writes.append ? (files.get(writes.path) ?? '') : '';
          files.set(writes.path, before + writes.content.text);
        }
        if (argv[0] === 'sh' && files.has(argv[1] ?? '')) {
          sh(files.get(argv[1]!)!, after);
          return true;
        }
        const text = inputFile === undefined ? input?.text : files.get(inputFile);
        const outcome = firewall.run({
          argv,
          where: HERE,
          readFile: (path) => files.get(path),
          ...(text === undefined ? {} : { input: text }),
        });
        if (outcome !== undefined) after?.(argv.join(' '));
        return outcome;
      },
    });
  };
  return {
    firewall,
    files,
    sh,
    admission: (protocol, target = 'host') => firewall.admission({ protocol, port, target }),
  };
}
