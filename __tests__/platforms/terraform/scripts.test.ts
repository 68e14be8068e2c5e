import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';

const machine = (userData: string): string => `resource "aws_security_group" "g" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "i" {
  vpc_security_group_ids = [aws_security_group.g.id]
  user_data              = ${userData}
}
`;
const template = '#!/bin/bash\nmemcached -d -u memcache -l ${address} -p ${port} -U 0\n';
const rendered = (address: string): string =>
  `templatefile("\${path.module}/init.sh.tpl", { address = "${address}", port = 11211 })`;

function scan(files: Record<string, string>): { findings: string[]; listeners: string[] } {
  const { findings, listeners } = scanTree(new MemoryTree(files));
  return {
    findings: findings.map(
      ({ ruleId, severity, location }) =>
        `${ruleId} ${severity} ${location.file}:${location.startLine}`,
    ),
    listeners: listeners.map(({ workload, where }) => `${workload} ${where.file}`),
  };
}

describe('a script in a file of its own', () => {
  it('is judged once, as the machine that it starts, with the values that are put into it', () => {
    expect(scan({ 'main.tf': machine(rendered('0.0.0.0')), 'init.sh.tpl': template })).toEqual({
      findings: ['MCE101 critical main.tf:6'],
      listeners: ['aws_instance.i init.sh.tpl'],
    });
  });

  it('is not open where what is put into it closes it', () => {
    const files = { 'main.tf': machine(rendered('127.0.0.1')), 'init.sh.tpl': template };
    expect(scan(files).findings).toEqual([]);
  });

  it('is judged once when it is taken as it is, or run by a provisioner', () => {
    const script = template.replace('${address}', '0.0.0.0').replace('${port}', '11211');
    const { listeners } = scan({ 'main.tf': machine('file("init.sh")'), 'init.sh': script });
    expect(listeners).toEqual(['aws_instance.i init.sh']);
    const provisioned = machine('""').replace(
      'user_data              = ""',
      'provisioner "remote-exec" {\n    script = "init.sh"\n  }',
    );
    expect(scan({ 'main.tf': provisioned, 'init.sh': script }).listeners).toEqual([
      'aws_instance.i init.sh',
    ]);
  });

  it('is judged by itself where nothing in Terraform runs it', () => {
    const { listeners } = scan({ 'main.tf': machine('""'), 'init.sh.tpl': template });
    expect(listeners).toEqual(['script init.sh.tpl init.sh.tpl']);
  });
});
