import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findExposures } from '../../../src/exposure/join.js';
import { severityOf } from '../../../src/exposure/severity.js';
import { AddressSet } from '../../../src/network/addresses.js';
import { SourceFile } from '../../../src/files/source.js';
import { scriptFacts } from '../../../src/platforms/host/script.js';

/** What a command opens, beyond private networks: `high internet tcp 11211 @0.0.0.0/0`. */
function opened(command: string): string[] {
  const file = new SourceFile('deploy.sh', `${command}\n`);
  const { facts } = scriptFacts(file.text, {
    platform: 'host',
    workload: 'script deploy.sh',
    placement: 'host',
    locate: (start, end) => file.location(start, end),
  });
  return findExposures(facts, AddressSet.empty)
    .filter(({ reach }) => reach !== 'private')
    .map((exposure) => {
      const { where, protocols } = exposure.ingress!;
      const text = file.text.slice(
        file.offset(where.startLine, where.startColumn),
        file.offset(where.endLine, where.endColumn),
      );
      const severity = exposure.unresolved === undefined ? severityOf(exposure) : 'unresolved';
      return `${severity} ${exposure.reach} ${protocols.join('+')} @${text}`;
    });
}

const AWS = 'aws ec2 authorize-security-group-ingress --group-id sg-1';
const GCP = 'gcloud compute firewall-rules create mc';
const AZ = 'az network nsg rule create -g rg --nsg-name n -n mc --priority 100';
const OS = 'openstack security group rule create';

describe('cloud commands in scripts, exposed and safe', () => {
  it.each<[string, string[]]>([
    [`${AWS} --protocol tcp --port 11211 --cidr 0.0.0.0/0`, ['high internet tcp @0.0.0.0/0']],
    [`${AWS} --protocol tcp --port 11211 --cidr=0.0.0.0/0`, ['high internet tcp @0.0.0.0/0']],
    [`${AWS} --protocol tcp --port 11211 --cidr 0.0.0.0/1`, ['high internet tcp @0.0.0.0/1']],
    [`${AWS} --protocol tcp --port 11211 --cidr 10.0.0.0/8`, []],
    [`${AWS} --protocol tcp --port 11211 --source-group sg-2`, []],
    [`${AWS} --protocol tcp --port 11212 --cidr 0.0.0.0/0`, []],
    [`${AWS} --protocol icmp --port -1 --cidr 0.0.0.0/0`, []],
    [`${AWS} --protocol -1 --cidr 0.0.0.0/0`, ['medium internet tcp+udp @0.0.0.0/0']],
    [`${AWS} --protocol tcp --port 0-65535 --cidr 0.0.0.0/0`, ['medium internet tcp @0.0.0.0/0']],
    [`${AWS} --protocol tcp --port 0-11210 --cidr 0.0.0.0/0`, []],
    [`${AWS} --protocol tcp --port 11211`, []],
    [`${AWS} --protocol tcp --port 11211 --cidr "$OFFICE"`, ['unresolved internet tcp @"$OFFICE"']],
    [`${AWS} --protocol tcp --port "$PORT" --cidr 0.0.0.0/0`, []],
    [
      `${AWS} --protocol tcp --port "$MEMCACHED_PORT" --cidr 0.0.0.0/0`,
      ['high internet tcp @0.0.0.0/0'],
    ],
    [
      `${AWS} --ip-permissions 'IpProtocol=udp,FromPort=11211,ToPort=11211,IpRanges=[{CidrIp=0.0.0.0/0}]'`,
      ['high internet udp @0.0.0.0/0'],
    ],
    [
      `${AWS} --ip-permissions 'IpProtocol=tcp,FromPort=11211,ToPort=11211,IpRanges=[{CidrIp=10.0.0.0/8}]'`,
      [],
    ],
    [
      `${AWS} --ip-permissions '[{"IpProtocol": "tcp", "FromPort": 11211, "ToPort": 11211, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}]'`,
      ['high internet tcp @::/0'],
    ],
    [
      `${AWS} --ip-permissions '[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]'`,
      [],
    ],
    [
      'aws ec2 authorize-security-group-egress --group-id sg-1 --protocol tcp --port 11211 --cidr 0.0.0.0/0',
      [],
    ],
    [
      'aws --region eu-west-1 --profile prod ec2 authorize-security-group-ingress --group-name c --protocol tcp --port 11211 --cidr 0.0.0.0/0',
      ['high internet tcp @0.0.0.0/0'],
    ],
    [
      'aws lightsail open-instance-public-ports --instance-name x --port-info fromPort=11211,toPort=11211,protocol=TCP',
      ['high internet tcp @11211'],
    ],
    [
      'aws lightsail open-instance-public-ports --instance-name x --port-info fromPort=11211,toPort=11211,protocol=TCP,cidrs=10.0.0.0/8',
      [],
    ],
    [`${GCP} --allow tcp:11211`, ['high internet tcp @tcp:11211']],
    [`${GCP} --allow=tcp:22,tcp:11211,udp:11211`, ['high internet tcp+udp @tcp:11211']],
    [`${GCP} --allow tcp`, ['medium internet tcp @tcp']],
    [`${GCP} --allow tcp:11211 --source-ranges 10.0.0.0/8`, []],
    [
      `${GCP} --allow tcp:11211 --source-ranges 10.0.0.0/8,0.0.0.0/0`,
      ['high internet tcp @0.0.0.0/0'],
    ],
    [`${GCP} --allow tcp:11211 --source-tags web`, []],
    [`${GCP} --action DENY --rules tcp:11211`, []],
    [`${GCP} --action ALLOW --rules tcp:11211 --direction EGRESS`, []],
    [`${GCP} --allow tcp:11211 --disabled`, []],
    [
      'gcloud beta compute firewall-rules create mc --allow tcp:11211',
      ['high internet tcp @tcp:11211'],
    ],
    [`${AZ} --destination-port-ranges 11211`, ['high internet tcp+udp @11211']],
    [`${AZ} --destination-port-ranges 11211 --protocol Tcp`, ['high internet tcp @11211']],
    [
      `${AZ} --destination-port-ranges 80 11211 --source-address-prefixes Internet`,
      ['high internet tcp+udp @Internet'],
    ],
    [`${AZ} --destination-port-ranges 11211 --source-address-prefixes VirtualNetwork`, []],
    [`${AZ} --destination-port-ranges 11211 --access Deny`, []],
    [`${AZ} --destination-port-ranges 11211 --direction Outbound`, []],
    [AZ, []],
    ['az vm open-port -g rg -n vm --port 11211', ['high internet tcp+udp @11211']],
    ['az vm open-port -g rg -n vm --port 80', []],
    [
      'doctl compute firewall create --name c --inbound-rules "protocol:tcp,ports:11211,address:0.0.0.0/0"',
      ['high internet tcp @0.0.0.0/0'],
    ],
    [
      'doctl compute firewall create --name c --inbound-rules "protocol:tcp,ports:11211,tag:web"',
      [],
    ],
    [
      'hcloud firewall add-rule c --direction in --protocol tcp --port 11211 --source-ips 0.0.0.0/0',
      ['high internet tcp @0.0.0.0/0'],
    ],
    [
      'hcloud firewall add-rule c --direction out --protocol tcp --port 11211 --source-ips 0.0.0.0/0',
      [],
    ],
    [`${OS} --protocol tcp --dst-port 11211:11211 default`, ['high internet tcp @11211:11211']],
    [`${OS} --protocol tcp --dst-port 11211 --remote-ip 10.0.0.0/8 default`, []],
    [`${OS} --protocol tcp --dst-port 11211 --remote-group web default`, []],
    [`${OS} --egress --protocol tcp --dst-port 11211 default`, []],
  ])('%s', (command, expected) => {
    expect(opened(command)).toEqual(expected);
  });

  it('knows that a command may not run', () => {
    const [line] = opened(
      `if [ "$1" = open ]; then ${AWS} --protocol tcp --port 11211 --cidr 0.0.0.0/0; fi`,
    );
    expect(line).toBe('medium internet tcp @0.0.0.0/0');
  });

  it('never throws, whatever follows a command', () => {
    const word = fc.constantFrom(
      '--port',
      '--cidr',
      '--allow',
      '=',
      ':',
      ',',
      '11211',
      '-1',
      '0.0.0.0/0',
      '"',
      '{',
      '--ip-permissions',
      'IpProtocol=tcp',
      '--inbound-rules',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(AWS, GCP, AZ, OS),
        fc.array(word, { maxLength: 8 }),
        (tool, rest) => {
          expect(Array.isArray(opened([tool, ...rest].join(' ')))).toBe(true);
        },
      ),
    );
  });
});

const EVERYONE = '--protocol tcp --port 11211 --cidr 0.0.0.0/0';
const DO = 'protocol:tcp,ports:11211,address:0.0.0.0/0';
const HC = '--direction in --protocol tcp --port 11211 --source-ips 0.0.0.0/0';
const GCP_OPEN = `${GCP} --allow tcp:11211 --source-ranges 0.0.0.0/0`;
const AZ_OPEN = `${AZ} --destination-port-ranges 11211 --access Allow --source-address-prefixes '*'`;
const REVOKE = 'aws ec2 revoke-security-group-ingress';

describe('what a later command takes away or changes', () => {
  it.each<[title: string, first: string, then: string, open: boolean]>([
    ['aws: revoked', `${AWS} ${EVERYONE}`, `${REVOKE} --group-id sg-1 ${EVERYONE}`, false],
    ['aws: of another group', `${AWS} ${EVERYONE}`, `${REVOKE} --group-id sg-2 ${EVERYONE}`, true],
    [
      'aws: another source',
      `${AWS} ${EVERYONE}`,
      `${REVOKE} --group-id sg-1 --protocol tcp --port 11211 --cidr 10.0.0.0/8`,
      true,
    ],
    [
      'aws: another protocol',
      `${AWS} ${EVERYONE}`,
      `${REVOKE} --group-id sg-1 --protocol udp --port 11211 --cidr 0.0.0.0/0`,
      true,
    ],
    [
      'aws: perhaps',
      `${AWS} ${EVERYONE}`,
      `if test -f x; then ${REVOKE} --group-id sg-1 ${EVERYONE}; fi`,
      true,
    ],
    ['aws: before', `${REVOKE} --group-id sg-1 ${EVERYONE}`, `${AWS} ${EVERYONE}`, true],
    ['aws: deleted', `${AWS} ${EVERYONE}`, 'aws ec2 delete-security-group --group-id sg-1', false],
    [
      'aws: another deleted',
      `${AWS} ${EVERYONE}`,
      'aws ec2 delete-security-group --group-id sg-2',
      true,
    ],
    [
      'aws: the same unknown group',
      `aws ec2 authorize-security-group-ingress --group-id $SG ${EVERYONE}`,
      `${REVOKE} --group-id $SG ${EVERYONE}`,
      false,
    ],
    [
      'aws: another unknown group',
      `aws ec2 authorize-security-group-ingress --group-id $SG ${EVERYONE}`,
      `${REVOKE} --group-id $OTHER ${EVERYONE}`,
      true,
    ],
    ['gcloud: deleted', GCP_OPEN, 'gcloud compute firewall-rules delete other mc --quiet', false],
    ['gcloud: another', GCP_OPEN, 'gcloud compute firewall-rules delete other --quiet', true],
    [
      'gcloud: narrowed',
      GCP_OPEN,
      'gcloud compute firewall-rules update mc --source-ranges 10.0.0.0/8',
      false,
    ],
    [
      'gcloud: widened',
      `${GCP} --allow tcp:11211 --source-ranges 10.0.0.0/8`,
      'gcloud compute firewall-rules update mc --source-ranges 0.0.0.0/0',
      true,
    ],
    ['gcloud: off', GCP_OPEN, 'gcloud compute firewall-rules update mc --disabled', false],
    [
      'gcloud: another narrowed',
      GCP_OPEN,
      'gcloud compute firewall-rules update other --source-ranges 10.0.0.0/8',
      true,
    ],
    ['az: deleted', AZ_OPEN, 'az network nsg rule delete -g rg --nsg-name n -n mc', false],
    ['az: another', AZ_OPEN, 'az network nsg rule delete -g rg --nsg-name n -n x', true],
    ['az: the group deleted', AZ_OPEN, 'az network nsg delete -g rg -n n', false],
    ['az: denied', AZ_OPEN, 'az network nsg rule update --nsg-name n -n mc --access Deny', false],
    [
      'az: narrowed',
      AZ_OPEN,
      'az network nsg rule update --nsg-name n -n mc --source-address-prefixes 10.0.0.0/8',
      false,
    ],
    [
      'az: only described anew',
      AZ_OPEN,
      'az network nsg rule update --nsg-name n -n mc --description x',
      true,
    ],
    [
      'doctl: removed',
      `doctl compute firewall add-rules f1 --inbound-rules ${DO}`,
      `doctl compute firewall remove-rules f1 --inbound-rules ${DO}`,
      false,
    ],
    [
      'doctl: from another',
      `doctl compute firewall add-rules f1 --inbound-rules ${DO}`,
      `doctl compute firewall remove-rules f2 --inbound-rules ${DO}`,
      true,
    ],
    [
      'hcloud: removed',
      `hcloud firewall add-rule fw ${HC}`,
      `hcloud firewall delete-rule fw ${HC}`,
      false,
    ],
    [
      'hcloud: another port removed',
      `hcloud firewall add-rule fw ${HC}`,
      `hcloud firewall delete-rule fw ${HC.replace('11211', '22')}`,
      true,
    ],
    ['hcloud: deleted', `hcloud firewall add-rule fw ${HC}`, 'hcloud firewall delete fw', false],
    [
      'openstack: deleted',
      `${OS} --proto tcp --dst-port 11211 --remote-ip 0.0.0.0/0 cache`,
      'openstack security group delete cache',
      false,
    ],
    [
      'openstack: another',
      `${OS} --proto tcp --dst-port 11211 --remote-ip 0.0.0.0/0 cache`,
      'openstack security group delete other',
      true,
    ],
  ])('%s', (_title, first, then, open) => {
    expect(opened(`${first}\n${then}`).length > 0).toBe(open);
  });
});
