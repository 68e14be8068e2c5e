import { describe, expect, it } from '@jest/globals';
import { doors, publishing, translate } from './helper.js';

const bind = (entry: string, env?: string, example?: string): string[] =>
  doors({
    'compose.yaml': publishing(entry),
    ...(env === undefined ? {} : { '.env': env }),
    ...(example === undefined ? {} : { '.env.example': example }),
  });
const OPEN = 'compose.yaml:5 host tcp 11211->11211 memcached';

describe('variables', () => {
  it('an unset address is every address, and says so', () => {
    const { facts } = translate({ 'compose.yaml': publishing('"${BIND}:11211:11211"') });
    expect(facts.find(({ kind }) => kind === 'ingress')).toMatchObject({
      faces: 'host',
      notes: [expect.stringContaining('BIND')],
    });
  });

  it('an unset port is a random one', () => {
    expect(bind('"${PORT}:11211"')).toEqual([
      'compose.yaml:5 host tcp 32768-60999->11211 memcached',
    ]);
  });

  it('an example of the environment file tells the port', () => {
    expect(bind('"${PORT}:11211"', undefined, 'PORT=11211\n')).toEqual([OPEN]);
    expect(bind('"${PORT}:11211"', 'X=1\n', 'PORT=11211\n')).toEqual([
      'compose.yaml:5 host tcp 32768-60999->11211 memcached',
    ]);
  });

  it('an example of the environment file proves no restriction', () => {
    const entry = '"${BIND}:11211:11211"';
    expect(bind(entry, undefined, 'BIND=127.0.0.1\n')).toEqual([`${OPEN} unresolved`]);
    expect(bind(entry, undefined, 'BIND=0.0.0.0\n')).toEqual([OPEN]);
    expect(bind(entry, 'BIND=127.0.0.1\n', 'BIND=0.0.0.0\n')).toEqual([]);
    expect(
      bind('{target: 11211, published: 11211, host_ip: "${BIND}"}', undefined, 'BIND=127.0.0.1\n'),
    ).toEqual([`${OPEN} unresolved`]);
  });

  it('an example does not prove that the daemon listens on loopback', () => {
    const text = `${publishing('"11211:11211"')}    command: -l $LISTEN\n`;
    const scopes = (files: Record<string, string>): unknown[] =>
      translate({ 'compose.yaml': text, ...files }).facts.flatMap((fact) =>
        fact.kind === 'listener' && Array.isArray(fact.sockets)
          ? fact.sockets.map((s) => s.scope)
          : [],
      );
    expect(scopes({ '.env.example': 'LISTEN=127.0.0.1\n' })).toEqual(['unknown']);
    expect(scopes({ '.env.example': 'LISTEN=0.0.0.0\n' })).toEqual(['all']);
    expect(scopes({ '.env': 'LISTEN=127.0.0.1\n' })).toEqual(['loopback']);
  });

  it('another variant of the environment file proves no restriction', () => {
    const files = {
      'compose.yaml': publishing('"${BIND}:11211:11211"'),
      '.env.production': 'BIND=127.0.0.1\n',
    };
    expect(doors(files)).toEqual([`${OPEN} unresolved`]);
    expect(doors({ ...files, '.env': '' })).toEqual([OPEN]);
  });

  it('the environment file of a folder further up proves no restriction either', () => {
    const files = (env: string): Record<string, string> => ({
      'docker/compose.yaml': publishing('"${BIND}:11211:11211"'),
      '.env': env,
    });
    expect(doors(files('BIND=127.0.0.1\n'))).toEqual([`docker/${OPEN} unresolved`]);
    expect(doors(files('OTHER=1\n'))).toEqual([`docker/${OPEN}`]);
    expect(doors({ ...files('BIND=0.0.0.0\n'), 'docker/.env': 'BIND=127.0.0.1\n' })).toEqual([]);
  });

  it('an address that has to be given is not known', () => {
    expect(bind('"${BIND:?}:11211:11211"')).toEqual([`${OPEN} unresolved`]);
    expect(bind('"${PORT:?}:11211"')).toEqual([
      'compose.yaml:5 host tcp all ports->11211 memcached',
    ]);
    expect(bind('"127.0.0.1:${PORT:?}:11211"')).toEqual([]);
  });

  it('stops values that double themselves', () => {
    const env = `A=xxxxxxxxxx\n${'A=$A$A\n'.repeat(60)}`;
    expect(bind('"${A}:11211:11211"', env)).toEqual([`${OPEN} unresolved`]);
    const line = `"${'$B'.repeat(400)}"`;
    const text = `services:\n  a:\n    image: memcached\n    command: [${Array.from({ length: 500 }, () => line).join(', ')}]\n`;
    expect(() =>
      translate({ 'compose.yaml': text, '.env': `B=${'x'.repeat(100_000)}\n` }),
    ).not.toThrow();
  });

  it('names where a value comes from', () => {
    const { facts } = translate({
      'compose.yaml': publishing('"${BIND}:11211:11211"'),
      '.env': '# c\nBIND=0.0.0.0\n',
    });
    expect(facts.find(({ kind }) => kind === 'ingress')).toMatchObject({
      related: [{ where: { file: '.env', startLine: 2 } }],
    });
  });
});
