import { describe, expect, it } from '@jest/globals';
import { findingsOf } from '../templates.js';

const job = (network: string, task: string, variables = ''): string => `${variables}
job "cache" {
  group "cache" {
    network {
${network}
    }
    task "memcached" {
${task}
    }
  }
}
`;
const docker = (config = '', image = 'memcached:1.6.39'): string => `      driver = "docker"
      config {
        image = "${image}"
        ports = ["mc"]
        ${config}
      }`;
const short = (lines: string[]): string[] =>
  lines.map((line) => line.replace(/cache\.nomad(?:\.hcl|\.json)?:/, ''));
const scan = (text: string, path = 'cache.nomad'): string[] => short(findingsOf({ [path]: text }));
const STATIC = '      port "mc" {\n        static = 11211\n        to = 11211\n      }';

describe('a port of a group', () => {
  it('is published on the client', () => {
    expect(scan(job(STATIC, docker()))).toEqual(['MCE201 high host 6']);
    expect(scan(job(STATIC, docker()), 'cache.nomad.hcl')).toEqual(['MCE201 high host 6']);
    expect(findingsOf({ 'jobs/cache.hcl': job(STATIC, docker()) })).toEqual([
      'MCE201 high host jobs/cache.hcl:6',
    ]);
  });
  it.each<[string, string, string, string[]]>([
    ['of another image', STATIC, docker('', 'nginx:1'), ['MCE201 low host 6']],
    ['of nothing', '      mode = "bridge"', docker(), []],
    ['for another port of it', STATIC.replace('to = 11211', 'to = 11299'), docker(), []],
    ['that no task takes', STATIC, docker().replace('["mc"]', '["other"]'), []],
    ['to a loopback listener', STATIC, docker('args = ["-l", "127.0.0.1"]'), []],
    [
      'on a random number',
      STATIC.replace('static = 11211', ''),
      docker(),
      ['MCE201 medium host 7'],
    ],
    [
      'on one of several networks',
      STATIC.replace('to =', 'host_network = "private"\n        to ='),
      docker(),
      ['MCE201 medium host 6'],
    ],
    [
      'in a bridge',
      `      mode = "bridge"\n${STATIC}`,
      docker().replace('ports = ["mc"]', ''),
      ['MCE201 high host 7'],
    ],
  ])('%s', (_, network, task, expected) => {
    expect(scan(job(network, task))).toEqual(expected);
  });
  it('takes variables by their defaults', () => {
    const text = (value: number): string =>
      job(
        STATIC.replace('to = 11211', 'to = var.port'),
        docker(),
        `variable "port" {\n  default = ${value}\n}`,
      );
    expect(scan(text(11211))).toEqual(['MCE201 high host 8']);
    expect(scan(text(11299))).toEqual([]);
  });
});

describe('a program', () => {
  const exec = (address: string): string => `      driver = "exec"
      config {
        command = "memcached"
        args = ["-u", "nobody", "-l", "${address}"]
      }`;
  it('listens on the client unless it has a network of its own', () => {
    expect(scan(job('      mode = "host"', exec('0.0.0.0'))).length).toBeGreaterThan(0);
    expect(scan(job('      mode = "host"', exec('127.0.0.1')))).toEqual([]);
    expect(scan(job('      mode = "bridge"', exec('0.0.0.0')))).toEqual([]);
  });
});

describe('JSON', () => {
  const api = (value: number, image = 'memcached:1.6.39'): string =>
    JSON.stringify({
      Job: {
        ID: 'cache',
        TaskGroups: [
          {
            Name: 'cache',
            Networks: [
              {
                Mode: 'bridge',
                DynamicPorts: null,
                ReservedPorts: [{ Label: 'mc', Value: 11211, To: value, HostNetwork: 'default' }],
              },
            ],
            Tasks: [
              { Name: 'memcached', Driver: 'docker', Config: { image, ports: ['mc'] }, Env: null },
            ],
          },
        ],
      },
    });
  it('of the API', () => {
    expect(scan(api(11211), 'cache.nomad.json')).toEqual(['MCE201 high host 1']);
    expect(findingsOf({ 'job.json': api(11211) })).toEqual(['MCE201 high host job.json:1']);
    expect(scan(api(11299), 'cache.nomad.json')).toEqual([]);
  });
  it('in the shape of HCL', () => {
    const hcl = (to: number): string =>
      JSON.stringify({
        job: {
          cache: {
            group: {
              cache: {
                network: [{ mode: 'bridge', port: { mc: { static: 11211, to } } }],
                task: {
                  memcached: {
                    driver: 'docker',
                    config: { image: 'memcached:1.6.39', ports: ['mc'] },
                  },
                },
              },
            },
          },
        },
      });
    expect(scan(hcl(11211), 'cache.nomad.json')).toEqual(['MCE201 high host 1']);
    expect(scan(hcl(11299), 'cache.nomad.json')).toEqual([]);
  });
});

it('stands any shape', () => {
  for (const text of [
    '{"Job": []}',
    '{"Job": {"TaskGroups": [1, {"Networks": 5, "Tasks": [null]}]}}',
    '{"job": [{"a": 1}]}',
    'job "a" {',
    'job {}',
    '{',
    '{"TaskGroups": {}}',
  ])
    expect(() => findingsOf({ 'x.nomad': text, 'y.nomad.json': text })).not.toThrow();
});
