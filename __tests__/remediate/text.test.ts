import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli/run.js';
import { AddressSet } from '../../src/network/addresses.js';
import { MECHANISMS } from '../../src/remediate/mechanisms.js';
import { STEP_IDS } from '../../src/remediate/model.js';
import { remediate, requestFor } from '../../src/remediate/remediate.js';
import { remediationJson, remediationText } from '../../src/remediate/text.js';
import { otherRanges } from '../../src/remediate/windows.js';
import { readYaml } from '../../src/syntax/yaml.js';
import { SourceFile } from '../../src/files/source.js';

const TRUSTED = ['10.1.0.0/16', '2001:db8:1::/48'];

async function cli(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const outcome = { status: NaN, out: '', err: '' };
  outcome.status = await run(words, {
    out: (text) => void (outcome.out += text),
    err: (text) => void (outcome.err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment: {},
    readText: () => '',
    writeText: () => undefined,
    rulePage: () => '',
  });
  return outcome;
}

describe.each(MECHANISMS)('%s', (mechanism) => {
  const remediation = remediate(mechanism, requestFor(TRUSTED, 11311));
  const text = remediationText(remediation);

  it('has every step and names the port everywhere', () => {
    for (const id of STEP_IDS) expect(remediation.steps[id].commands.trim()).not.toBe('');
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect(text.replaceAll(':11211/tcp', '')).not.toContain('11211');
    for (const network of TRUSTED) if (mechanism !== 'compose') expect(text).toContain(network);
    expect(remediation.notes[0]).toMatch(/trusted/);
  });

  it('is a script that its shell can read', () => {
    if (remediation.shell !== 'sh') {
      expect(text.split('{').length).toBe(text.split('}').length);
      return;
    }
    const checked = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
    expect([checked.status, checked.stderr]).toEqual([0, '']);
    const usage = spawnSync('sh', ['-s'], { input: text, encoding: 'utf8' });
    expect([usage.status, usage.stdout]).toEqual([2, '']);
    expect(usage.stderr).toContain('before|apply|verify|outside|inside|blocked|rollback');
  });

  it('is the same as data', () => {
    const data = JSON.parse(remediationJson(remediation)) as {
      trusted: string[];
      steps: { id: string; commands: string }[];
    };
    expect(data.trusted).toEqual(TRUSTED);
    expect(data.steps.map(({ id }) => id)).toEqual([...STEP_IDS]);
    expect(text).toContain(data.steps[1]!.commands.split('\n')[0]!);
  });

  it('writes YAML that can be read', () => {
    for (const { path, content } of remediation.files) {
      if (!/\.ya?ml$/.test(path)) continue;
      expect(readYaml(new SourceFile(path, content)).errors).toEqual([]);
    }
  });
});

describe('Windows Firewall', () => {
  it('blocks every address but the trusted and loopback, which no other rule can undo', () => {
    const blocked = AddressSet.unionOf(
      otherRanges(TRUSTED).map((range) => {
        const [low = '', high = ''] = range.split('-');
        return AddressSet.range(low, high);
      }),
    );
    const kept = AddressSet.of(...TRUSTED, '127.0.0.0/8', '::1');
    expect(blocked.overlaps(kept)).toBe(false);
    expect(blocked.union(kept).equals(AddressSet.all)).toBe(true);
  });

  it('lets the trusted in before it blocks the others, on both protocols', () => {
    const { commands } = remediate('windows', requestFor(TRUSTED, 11211)).steps.apply;
    const order = [...commands.matchAll(/-Protocol (TCP|UDP) .*-Action (Allow|Block)/g)].map(
      ([, protocol, action]) => `${action} ${protocol}`,
    );
    expect(order).toEqual(['Allow TCP', 'Allow UDP', 'Block TCP', 'Block UDP']);
  });
});

describe('the command line', () => {
  const iptables = (...words: string[]): ReturnType<typeof cli> =>
    cli('remediate', '--for', 'iptables', ...words);

  it('takes networks in every way they are given', async () => {
    const one = await iptables('--trusted', '10.1.0.0/16', '2001:db8:1::/48');
    const two = await iptables('--trusted', '10.1.0.0/16,2001:db8:1::/48');
    const three = await iptables('--trusted', '10.1.2.3/16', '--trusted', '2001:db8:1::/48');
    expect(one.status).toBe(0);
    expect(one.out).toBe(remediationText(remediate('iptables', requestFor(TRUSTED, 11211))));
    expect(two.out).toBe(one.out);
    expect(three.out).toBe(one.out);
    const json = await iptables('--trusted', '10.1.0.0/16', '--format', 'json', '--port', '11300');
    expect((JSON.parse(json.out) as { port: number }).port).toBe(11300);
  });

  it.each([
    [[], /needs --trusted/],
    [['--trusted', '10.1.0.0/33'], /prefix length is 0 to 32/],
    [['--trusted', '10.0.0.0/8; reboot'], /no valid prefix length/],
    [['--trusted', '0.0.0.0/0'], /close nothing/],
    [['--trusted', '0.0.0.0/1,128.0.0.0/1'], /close nothing/],
    [['--trusted', '10.0.0.0/8', '--port', '0'], /1 to 65535/],
    [['--trusted', '10.0.0.0/8', '--port', '11211x'], /1 to 65535/],
    [['--trusted', '10.0.0.0/8', '--for', 'pf'], /must be one of iptables/],
  ])('refuses %j', async (words, message) => {
    const { status, out, err } = await iptables(...words);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('needs to know for what', async () => {
    expect((await cli('remediate', '--trusted', '10.0.0.0/8')).err).toMatch(/needs --for/);
  });
});
