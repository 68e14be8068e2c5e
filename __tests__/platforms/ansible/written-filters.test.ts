import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';

// What tasks write counts as loaded, so that the command that loads it adds nothing; a file that nobody
// in the repository writes may hold anything.

const SAVED = `*filter
:INPUT ACCEPT [0:0]
-A INPUT -s 10.0.0.0/8 -p tcp --dport 11211 -j ACCEPT
-A INPUT -p tcp --dport 11211 -j DROP
COMMIT
`;
const NFT = `table inet f {
  chain input {
    type filter hook input priority 0; policy accept;
    ip saddr 10.0.0.0/8 tcp dport 11211 accept
    tcp dport 11211 drop
  }
}
`;

function findings(dest: string, content: string, task: string): string[] {
  const lines = content.split('\n').map((line) => `          ${line}`.trimEnd());
  const playbook = `- hosts: cache
  tasks:
    - ansible.builtin.package: {name: memcached}
    - ansible.builtin.copy: {dest: /etc/memcached.conf, content: "-l 0.0.0.0\\n"}
    - ansible.builtin.copy:
        dest: ${dest}
        content: |
${lines.join('\n')}
    - ${task}
`;
  return scanTree(new MemoryTree({ 'site.yml': playbook })).findings.map(
    ({ ruleId, severity }) => `${ruleId} ${severity}`,
  );
}

describe('a packet filter that tasks write and load', () => {
  it.each([
    ['/etc/iptables/rules.v4', SAVED, 'shell: iptables-restore < /etc/iptables/rules.v4'],
    ['/etc/iptables/rules.v4', SAVED, 'command: iptables-restore /etc/iptables/rules.v4'],
    ['/etc/nftables.conf', NFT, 'command: nft -f /etc/nftables.conf'],
    ['/etc/memcached.nft', NFT, 'command: {cmd: nft -f /etc/memcached.nft}'],
  ])('is what it says: %s, %#', (dest, content, task) => {
    expect(findings(dest, content, task)).toEqual(['MCE103 low']);
    expect(findings(dest, content.replace(/drop/i, 'ACCEPT'), task)).not.toEqual(['MCE103 low']);
  });

  it.each([
    ['/etc/iptables/rules.v4', SAVED, 'shell: iptables-restore < /srv/other.v4'],
    ['/etc/iptables/rules.v4', SAVED, 'command: iptables-restore /srv/other.v4'],
    ['/etc/nftables.conf', NFT, 'command: nft -f /srv/other.nft'],
  ])('is not known when another one is loaded: %s, %#', (dest, content, task) => {
    const found = findings(dest, content, task);
    expect(found).toContain('MCE901 low');
    expect(found.filter((one) => /high|medium/.test(one))).toEqual([]);
  });
});
