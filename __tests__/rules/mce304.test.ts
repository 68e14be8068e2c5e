import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { AddressSet } from '../../src/network/addresses.js';
import { scanTree } from '../../src/scan.js';

const ELASTICACHE = (more: string) =>
  `resource "aws_elasticache_cluster" "cache" {\n  cluster_id = "cache"\n  engine = "memcached"\n${more}\n}\n`;

const CLOUDFORMATION = (more: string, type = 'CacheCluster', engine = 'memcached') =>
  `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Cache:\n    Type: AWS::ElastiCache::${type}\n    Properties:\n      Engine: ${engine}\n${more}`;

const INSTANCE = (command: string, cidr = '10.20.0.0/16') => `
resource "aws_security_group" "cache" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ["${cidr}"]
  }
}
resource "aws_instance" "cache" {
  ami                    = "ami-12345678"
  vpc_security_group_ids = [aws_security_group.cache.id]
  user_data              = "#!/bin/sh\\n${command}\\n"
}
`;

/** The findings of MCE303 and MCE304, as `rule message line`. */
function told(file: string, text: string, trusted: readonly string[] = ['10.0.0.0/8']): string[] {
  const { findings } = scanTree(new MemoryTree({ [file]: text }), {
    trusted: AddressSet.of(...trusted),
  });
  return findings
    .filter(({ ruleId }) => ruleId === 'MCE303' || ruleId === 'MCE304')
    .map(
      ({ ruleId, messageId, location, severity }) =>
        `${ruleId} ${messageId} ${severity} ${location.startLine}`,
    );
}

describe('a managed cache', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing turns it on', 'main.tf', ELASTICACHE(''), ['MCE304 managed info 3']],
    [
      'it is turned off',
      'main.tf',
      ELASTICACHE('  transit_encryption_enabled = false'),
      ['MCE304 managed info 4'],
    ],
    [
      'the version has it',
      'main.tf',
      ELASTICACHE('  engine_version = "1.6.12"'),
      ['MCE304 managed info 3'],
    ],
    [
      'the version has none',
      'main.tf',
      ELASTICACHE('  engine_version = "1.6.6"'),
      ['MCE304 managedOld info 3'],
    ],
    ['it is on', 'main.tf', ELASTICACHE('  transit_encryption_enabled = true'), []],
    [
      'it is not known',
      'main.tf',
      `variable "tls" {}\n${ELASTICACHE('  transit_encryption_enabled = var.tls')}`,
      [],
    ],
    ['Redis', 'main.tf', ELASTICACHE('').replace('"memcached"', '"redis"'), []],
    [
      'serverless, where it is always on',
      'main.tf',
      'resource "aws_elasticache_serverless_cache" "c" {\n  engine = "memcached"\n  name = "c"\n}\n',
      [],
    ],
    [
      'the module, which turns it on',
      'main.tf',
      'module "cache" {\n  source = "terraform-aws-modules/elasticache/aws"\n  version = "1.0.0"\n  engine = "memcached"\n}\n',
      [],
    ],
    [
      'the module, told not to',
      'main.tf',
      'module "cache" {\n  source = "terraform-aws-modules/elasticache/aws"\n  version = "1.0.0"\n  engine = "memcached"\n  transit_encryption_enabled = false\n}\n',
      ['MCE304 managed info 5'],
    ],
    [
      'Memorystore, which has none',
      'main.tf',
      'resource "google_memcache_instance" "c" {\n  name = "c"\n  node_count = 1\n}\n',
      [],
    ],
    ['a template', 'c.yaml', CLOUDFORMATION(''), ['MCE304 managed info 6']],
    [
      'a template that turns it off',
      'c.yaml',
      CLOUDFORMATION('      TransitEncryptionEnabled: false\n'),
      ['MCE304 managed info 7'],
    ],
    [
      'a template that turns it on',
      'c.yaml',
      CLOUDFORMATION('      TransitEncryptionEnabled: true\n'),
      [],
    ],
    ['a template with Redis', 'c.yaml', CLOUDFORMATION('', 'CacheCluster', 'redis'), []],
    ['a serverless template', 'c.yaml', CLOUDFORMATION('', 'ServerlessCache'), []],
  ])('%s', (_, file, text, expected) => {
    expect(told(file, text)).toEqual(expected);
  });
});

describe('a server of one’s own', () => {
  const SASL = 'memcached -d -l 0.0.0.0 -S';
  it.each<[string, string, string[]]>([
    ['a password in the clear', INSTANCE(SASL), ['MCE304 password info 13']],
    [
      'a password file in the clear',
      INSTANCE('memcached -d -l 0.0.0.0 -Y /etc/p'),
      ['MCE304 password info 13'],
    ],
    ['with TLS', INSTANCE(`${SASL} -Z -o ssl_chain_cert=/c,ssl_key=/k`), []],
    [
      'no password: the other rule tells',
      INSTANCE('memcached -d -l 0.0.0.0'),
      ['MCE303 trusted info 13'],
    ],
    ['loopback', INSTANCE('memcached -d -l 127.0.0.1 -S'), []],
    ['others reach it: their finding tells', INSTANCE(SASL, '192.168.0.0/16'), []],
    ['the internet reaches it: that finding tells', INSTANCE(SASL, '0.0.0.0/0'), []],
  ])('%s', (_, text, expected) => {
    expect(told('main.tf', text)).toEqual(expected);
  });

  it('says nothing about a pod that only its cluster reaches', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: c, labels: {app: c}}\nspec:\n  containers:\n    - name: memcached\n      image: memcached:1.6.45\n      args: [-S]\n';
    expect(told('pod.yaml', pod)).toEqual([]);
  });

  it.each([
    ['a balancer, which may speak TLS with the clients', 'LoadBalancer', []],
    ['a port of the nodes, which passes all on', 'NodePort', ['MCE304 password info 14']],
  ])('%s', (_, type, expected) => {
    const sources = type === 'LoadBalancer' ? '10.0.0.0/8' : '';
    const text = `apiVersion: v1
kind: Service
metadata: {name: c}
spec:
  type: ${type}
  loadBalancerSourceRanges: [${sources}]
  selector: {app: c}
  ports: [{port: 11211}]
---
apiVersion: v1
kind: Pod
metadata: {name: c, labels: {app: c}}
spec:
  containers: [{name: memcached, image: 'memcached:1.6.45', args: [-S]}]
`;
    // Everybody is trusted, so that the port of the nodes is no finding by itself.
    const trusted = type === 'LoadBalancer' ? ['10.0.0.0/8'] : ['0.0.0.0/0', '::/0'];
    expect(told('c.yaml', text, trusted)).toEqual(expected);
  });

  it('says nothing where no network is trusted', () => {
    expect(told('main.tf', INSTANCE(SASL), [])).toEqual([]);
  });
});
