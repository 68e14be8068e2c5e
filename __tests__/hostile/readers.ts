import { MemoryTree } from '../../src/files/memory.js';
import { SourceFile, type Location } from '../../src/files/source.js';
import { readDockerInspect, readDockerPs } from '../../src/machine/containers.js';
import { readAddresses, readOutward } from '../../src/machine/addresses.js';
import { readMachines } from '../../src/machine/gather.js';
import { readProcesses } from '../../src/machine/processes.js';
import { readSockets } from '../../src/machine/sockets.js';
import { interpret, linesOf, parseImage } from '../../src/memcached/index.js';
import { readOpenRc, readSysconfig } from '../../src/memcached/services.js';
import { readEnvironmentFile } from '../../src/memcached/systemd.js';
import { AddressError, AddressSet } from '../../src/network/addresses.js';
import { HostFirewall } from '../../src/network/filter/host-firewall.js';
import { parseXml } from '../../src/network/filter/xml.js';
import { parsePortMapping } from '../../src/network/port-mapping.js';
import { readHaproxy, readNginxStreams } from '../../src/platforms/compose/proxy-files.js';
import { readDotenv } from '../../src/platforms/compose/dotenv.js';
import { interpolate } from '../../src/platforms/compose/interpolate.js';
import { parseStages } from '../../src/platforms/dockerfile/stages.js';
import { readIni } from '../../src/platforms/host/ini.js';
import { readRecipes } from '../../src/platforms/host/makefile.js';
import { BaselineError, readBaseline } from '../../src/policy/baseline.js';
import { readConfig } from '../../src/policy/config.js';
import { SettingsError } from '../../src/policy/settings.js';
import { readSuppressions } from '../../src/policy/suppress.js';
import { readAnswer, readDatagram } from '../../src/probe/answer.js';
import { parseTarget, TargetError } from '../../src/probe/target.js';
import { readAudit } from '../../src/report/audit.js';
import { ReportError, readReport } from '../../src/report/read.js';
import { scanTree } from '../../src/scan.js';
import { parseArmExpression, parseBicep } from '../../src/syntax/bicep/index.js';
import { mapping, parseTemplate, render, TemplateSet } from '../../src/syntax/gotemplate/index.js';
import { parseHcl, parseHclExpression } from '../../src/syntax/hcl/parser.js';
import { parseHclJson } from '../../src/syntax/hcl/json.js';
import { Evaluator, SafeRegex } from '../../src/syntax/jinja/index.js';
import { readJson } from '../../src/syntax/json.js';
import { NixFile } from '../../src/syntax/nix/index.js';
import { readScript } from '../../src/syntax/shell/script.js';
import { splitWords } from '../../src/syntax/shell/words.js';
import { readYaml } from '../../src/syntax/yaml.js';

/** Something that reads text which somebody else wrote. */
export interface Reader {
  readonly name: string;
  /** What it is meant for, to be damaged. */
  readonly samples: readonly string[];
  /** Ends, and throws nothing but what its callers expect of it. */
  readonly read: (text: string) => unknown;
  /** For a kind of file: how it is called. */
  readonly path?: string;
}

const WHERE: Location = {
  file: 'a',
  startLine: 1,
  startColumn: 1,
  endLine: 1,
  endColumn: 1,
};
const locate = (): Location => WHERE;
const file = (path: string, text: string): SourceFile => new SourceFile(path, text);
const words = (text: string): string[] => text.split(/[ \n]+/);

/** Takes the errors that are an answer for one. */
function refusing(
  read: () => unknown,
  ...kinds: readonly (new (...args: never[]) => Error)[]
): unknown {
  try {
    return read();
  } catch (error) {
    if (kinds.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

/** Asks the whole engine about files; what it says must stand inside of them. */
export function scanned(files: Readonly<Record<string, string>>): void {
  const tree = new MemoryTree(files);
  for (const { ruleId, location } of scanTree(tree).findings) {
    const read = tree.read(location.file);
    const { startLine, endLine, endColumn } = location;
    const fits =
      read !== undefined &&
      startLine >= 1 &&
      read.offset(endLine, endColumn) <= read.text.length + 1;
    if (!fits) throw new Error(`${ruleId} at ${JSON.stringify(location)} is no place of the file`);
  }
}

/** A kind of file that the engine judges, alone in a repository. */
const kind = (name: string, path: string, ...samples: readonly string[]): Reader => ({
  name,
  path,
  samples,
  read: (text) => scanned({ [path]: text }),
});

/** A kind of file that only means something beside others. */
const kindBeside = (
  others: Readonly<Record<string, string>>,
  name: string,
  path: string,
  ...samples: readonly string[]
): Reader => ({ name, path, samples, read: (text) => scanned({ ...others, [path]: text }) });

const NUMBERS = ['11211', '0:65535', '11211/tcp', '127.0.0.1:11211:11211/udp', '[::1]:80-90:70-80'];

/** Every parser and evaluator of the engine, and every kind of file that it judges. */
export const READERS: readonly Reader[] = [
  {
    name: 'HCL',
    samples: [
      'resource "a" "b" {\n  x = [for k, v in var.m : "${k}-${v}" if v != null]\n  y = <<-EOT\n    %{ if true }a%{ else }b%{ endif ~}\n  EOT\n  z = a.b[*].c\n  dynamic "w" {\n    for_each = { a = 1 }\n    content { p = w.value }\n  }\n}\n',
      'a = x ? (1 + -2) * 3 % 4 : f(b..., "c")[0].d["e"] /* c */ # d\n',
    ],
    read: (text) => [parseHcl(file('a.tf', text)), parseHclExpression(text)],
  },
  {
    name: 'HCL in JSON',
    samples: ['{"resource":{"a":{"b":[{"x":"${var.y}","dynamic":{"c":{"content":{}}}}]}}}'],
    read: (text) => parseHclJson(file('a.tf.json', text)),
  },
  {
    name: 'YAML',
    samples: [
      'a: &x {b: [1, "2", \'3\'], <<: *y}\nc: |-\n  d\n  e\n? f\n: !!str g\n--- # h\n- - i: >+\n      j\n\n...\n',
    ],
    read: (text) => {
      for (const version of ['1.1', '1.2'] as const) readYaml(file('a.yaml', text), { version });
    },
  },
  {
    name: 'JSON',
    samples: ['{"a":[1,-2.5e3,true,null,{"b":"\\u0041\\n"}],/* c */"d":[],}'],
    read: (text) => readJson(file('a.json', text)),
  },
  {
    name: 'Jinja',
    samples: [
      '{% macro m(a, b=1) %}{{ a ~ b }}{% endmacro %}{% for i in range(3) if i is odd recursive %}{{ loop.index }}{{ m(i) }}{% else %}-{% endfor %}{% set x = [1, {"k": (2, 3)}] %}{{ x[1].k[0] | default(4, true) | string | upper }}{% raw %}{{ }}{% endraw %}{# c #}{% if a and not b or c in d %}e{% elif f == 1.5 // 2 ** 3 %}{% endif %}',
      "{{ lookup('env', 'A') | regex_replace('^(a+)b', '\\\\1') | combine({'x': y}, recursive=True) | to_json }}",
    ],
    read: (text) => {
      const evaluator = new Evaluator({ lookup: () => undefined });
      evaluator.render(text, locate);
      evaluator.expression(text, locate);
    },
  },
  {
    name: 'Python’s regular expressions',
    samples: ['^(?P<a>[a-z\\d_]+?)(?:b|c{2,3})*(?=d)\\b$', '(a|(b))\\1[^]x-]', '(?i)\\s*#.*'],
    read: (text) => SafeRegex.compile(text)?.search('aaab cc d 11211', 0),
  },
  {
    name: 'Go templates',
    samples: [
      '{{- define "n" }}{{ printf "%s-%d" .a 1 | trunc 63 | quote }}{{ end -}}\n{{ range $i, $v := .l }}{{ if and $v (gt $i 1) }}{{ include "n" $ | nindent 4 }}{{ else }}{{ break }}{{ end }}{{ end }}{{ with .m }}{{ toYaml . }}{{ end }}{{/* c */}}{{ $x := dict "a" (list 1 2) }}{{ tpl "{{ .a }}" $x }}',
    ],
    read: (text) => {
      const source = file('templates/a.yaml', text);
      parseTemplate(text);
      render(source, new TemplateSet(), mapping([], WHERE));
    },
  },
  {
    name: 'shell',
    samples: [
      'A="x y"; B=${A:-z} f() { local c=$1; echo "$c" >> "$A"; }\nfor i in {1..3} "$@"; do case $i in 1|2) f $((i+1)) ;; *) break;; esac; done\nif [ -n "$A" ] && [[ $B == z* ]]; then cat <<-EOF | tee /etc/a\n\t$A `date` \\$x\n\tEOF\nfi\nwhile read -r l; do sed -i "s/^-l .*/-l $l/" /etc/memcached.conf; done < <(printf \'%s\\n\' a b) & wait # c\n',
    ],
    read: (text) => [readScript(text), splitWords(text)],
  },
  {
    name: 'Bicep',
    samples: [
      "param a string = 'b'\n@allowed(['c'])\nvar d = [for (e, i) in f: i > 1 ? '${e.g}-x' : null]\nresource h 'Microsoft.Network/networkSecurityGroups@2023-01-01' = if (a == 'b') {\n  name: '''x'''\n  properties: { securityRules: d, ...k }\n}\nmodule m './n.bicep' = { name: 'o', params: { p: h.id } }\n",
    ],
    read: (text) => parseBicep(text),
  },
  {
    name: 'ARM expressions',
    samples: [
      "concat(parameters('a'), '-', variables('b')[0].c, string(add(1, -2)), if(true(), 'x', null()))",
    ],
    read: (text) => parseArmExpression(text),
  },
  {
    name: 'Nix',
    samples: [
      '{ config, lib, ... }@args: let p = 11211; in {\n  imports = [ ./a.nix ];\n  services.memcached = { enable = true; listen = "0.0.0.0"; extraOptions = [ "-U" "${toString p}" ]; };\n  networking.firewall.allowedTCPPorts = with lib; mkForce (map (x: x + 1) [ p ] ++ optional config.a 1);\n  x = \'\'\n    a ${b} \'\'${c}\n  \'\';\n}\n',
    ],
    read: (text) => refusing(() => new NixFile(file('a.nix', text)).sets(), SyntaxError),
  },
  {
    name: 'Dockerfile',
    samples: [
      '# syntax=a\nARG V=1.6\nFROM memcached:${V} AS a\nENV P=11211 Q="x $P"\nONBUILD RUN <<EOF\nsed -i s/a/b/ /etc/memcached.conf\nEOF\nCOPY --from=a /x /y\nSHELL ["/bin/bash", "-c"]\nEXPOSE $P/udp\nENTRYPOINT ["memcached"]\nCMD memcached -l 0.0.0.0 \\\n  -U 0\n',
    ],
    read: (text) => parseStages(file('Dockerfile', text)),
  },
  {
    name: 'options of memcached',
    samples: [
      '-d -m 64 -p 11211 -U 0 -l 127.0.0.1,[::1]:11212 -u nobody',
      '--listen=0.0.0.0 --port 1 -o modern,no_hashexpand -vvv -S -Y /a -Z -s /tmp/s -A',
    ],
    read: (text) =>
      interpret(
        words(text).map((text) => ({ text, where: WHERE })),
        {},
      ),
  },
  {
    name: 'memcached’s files of distributions',
    samples: [
      'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nOPTIONS="-l 127.0.0.1,::1 -U 0"\n',
      'LISTENON="0.0.0.0"\nMISC_OPTS="-U 0 ${A}"\nexport X=\'y\'\n',
    ],
    read: (text) => {
      const lines = linesOf(file('a', text));
      return [readSysconfig(lines, WHERE), readOpenRc(lines, WHERE), readEnvironmentFile(lines)];
    },
  },
  {
    name: 'names of images',
    samples: [
      'docker.io/bitnami/memcached:1.6.39-debian-12@sha256:0123',
      'memcached',
      'h:5000/a/b',
    ],
    read: (text) => parseImage({ text, where: WHERE }),
  },
  {
    name: 'published ports',
    samples: [...NUMBERS, 'published=11211,target=11211,mode=host'],
    read: (text) => parsePortMapping(text),
  },
  {
    name: 'addresses',
    samples: ['10.0.0.0/8', '2001:db8::1-2001:db8::ff', '::ffff:1.2.3.4', '0x7f.1', '010.0.0.1'],
    read: (text) => refusing(() => AddressSet.parse(text), AddressError),
  },
  {
    name: 'iptables-save',
    samples: [
      '*filter\n:INPUT DROP [0:0]\n:A - [0:0]\n-A INPUT -p tcp -m multiport --dports 1:80,11211 -s 10.0.0.0/8 ! -i lo -m conntrack --ctstate NEW -j A\n-A A -m set --match-set x src -j RETURN\n-A A -g INPUT\nCOMMIT\n*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p udp --dport 1 -j REDIRECT --to-ports 11211\nCOMMIT\n',
    ],
    read: (text) => {
      for (const family of [4, 6] as const)
        admitted((firewall) => firewall.loadIptablesSave(text, family, locate));
    },
  },
  ...(
    [
      [
        'iptables',
        'iptables -A INPUT -p tcp --dport 11211 -m comment --comment x -j ACCEPT\niptables -P INPUT DROP\nip6tables -I INPUT 1 -s fe80::/10 -m limit --limit 1/s -j REJECT --reject-with tcp-reset\niptables -N a\niptables -t nat -A PREROUTING -p tcp --dport 1 -j DNAT --to-destination 10.0.0.1:11211\n',
      ],
      [
        'ufw',
        'ufw default deny incoming\nufw allow from 10.0.0.0/8 to any port 11211 proto tcp comment x\nufw insert 1 deny 11211/udp\nufw limit in on eth0 log 1:80/tcp\nufw delete 2\nufw route allow proto udp to ::1\nufw enable\n',
      ],
      [
        'firewall-cmd',
        'firewall-cmd --permanent --zone=public --add-port=11211/tcp\nfirewall-cmd --add-rich-rule=rule_family="ipv4"\nfirewall-cmd --permanent --new-ipset=a --type=hash:net\nfirewall-cmd --direct --add-rule ipv4 filter INPUT 0 -p tcp --dport 11211 -j DROP\nfirewall-cmd --set-default-zone=drop\nfirewall-cmd --reload\n',
      ],
      [
        'nft commands and ipset',
        'nft add table inet f\nnft add chain inet f i { type filter hook input priority 0 ; policy drop ; }\nnft add rule inet f i tcp dport { 80, 11211-11212 } ip saddr @s accept\nipset create x hash:ip\nipset add x 10.0.0.1\nipset swap x y\n',
      ],
    ] as const
  ).map(([name, sample]): Reader => ({
    name,
    samples: [sample],
    read: (text) =>
      admitted((firewall) => {
        for (const line of text.split('\n').slice(0, 60))
          firewall.run({ argv: words(line), where: WHERE });
      }),
  })),
  {
    name: 'nftables',
    samples: [
      '#!/usr/sbin/nft -f\nflush ruleset\ndefine N = { 10.0.0.0/8, 192.168.0.1-192.168.0.9 }\ntable inet f {\n  set s { type ipv4_addr . inet_service; flags interval; elements = { 1.2.3.4 . 11211 } }\n  map m { type inet_service : verdict; elements = { 11211 : jump c, 80 : accept } }\n  chain c { ip saddr != $N reject with icmp type port-unreachable; return }\n  chain i {\n    type filter hook input priority filter - 5; policy drop;\n    ct state vmap { established : accept, invalid : drop }\n    iifname "lo" accept\n    meta l4proto { tcp, udp } th dport vmap @m limit rate 1/second counter log prefix "x" accept\n    ip6 saddr & ffff:: == 2001:: udp dport 11211 goto c\n  }\n}\n',
    ],
    read: (text) => admitted((firewall) => firewall.loadNft(text, locate)),
  },
  {
    name: 'XML of firewalld',
    samples: [
      '<?xml version="1.0"?>\n<!-- a -->\n<zone target="DROP"><short>x &amp; y</short><source address="10.0.0.0/8"/><port port="11211" protocol="tcp"/><rule family="ipv4" priority="-1"><source ipset="a" invert="True"/><service name="memcache"/><accept/></rule></zone>\n',
    ],
    read: (text) => [
      parseXml(text),
      admitted((firewall) => {
        firewall.writeFile('/etc/firewalld/zones/public.xml', text, locate);
        firewall.startFirewalld();
      }),
    ],
  },
  {
    name: 'files of ufw',
    samples: [
      '*filter\n:ufw-user-input - [0:0]\n### tuple ### allow tcp 11211 0.0.0.0/0 any 10.0.0.0/8 in\n-A ufw-user-input -p tcp --dport 11211 -s 10.0.0.0/8 -j ACCEPT\nCOMMIT\n',
      'IPV6=no\nDEFAULT_INPUT_POLICY="DROP"\n[App]\nports=11211/tcp\n',
    ],
    read: (text) => {
      for (const path of ['/etc/ufw/user.rules', '/etc/default/ufw', '/etc/ufw/ufw.conf'])
        admitted((firewall) => firewall.writeFile(path, text, locate));
    },
  },
  {
    name: 'haproxy and nginx',
    samples: [
      'listen m\n  bind *:11211,[::]:11211 transparent\n  mode tcp\n  server a 10.0.0.1:11211 check\nfrontend f\n  bind :1-9\n  default_backend b\nbackend b\n  server c memcached:11211\n',
      'stream {\n  upstream m { server memcached:11211; }\n  server { listen 0.0.0.0:11211 udp; proxy_pass m; allow 10.0.0.0/8; deny all; }\n}\n',
    ],
    read: (text) => [
      readHaproxy(file('haproxy.cfg', text)),
      readNginxStreams(file('nginx.conf', text)),
    ],
  },
  {
    name: 'environment files and variables of Compose',
    samples: ['A=1\nexport B="x ${A:-${C:?d}}" # e\nF=\'$A\'\n', '${A:+b}$$c${D-e}'],
    read: (text) => [readDotenv(file('.env', text)), interpolate(text, () => undefined)],
  },
  {
    name: 'INI and Makefiles',
    samples: [
      '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l 0.0.0.0 \\\n  -U 0\n; x\n[a]\nb = c\n',
      'PORT ?= 11211\nrun: a\n\t@docker run -p $(PORT):11211 \\\n\t  memcached\n\t-$(call f,$@)\ndefine f\necho $(1)\nendef\n',
    ],
    read: (text) => [
      readIni(linesOf(file('a', text)), 'systemd'),
      readIni(linesOf(file('a', text)), 'supervisor'),
      readRecipes(text),
    ],
  },
  {
    name: 'configuration',
    samples: [
      'fail-on: high\ntrusted-networks: [10.0.0.0/8, "a name"]\nrules:\n  MCE101: off\n  MCE201: {severity: low}\noverrides:\n  - paths: ["a/**"]\n    rules: {MCE302: off}\nsuppressions:\n  - rules: [MCE101]\n    paths: [b]\n    reason: c\n    until: 2030-01-01\ncustom-rules: []\n',
    ],
    read: (text) => refusing(() => readConfig(file('memcached-exposure.yml', text)), SettingsError),
  },
  {
    name: 'suppressions',
    samples: [
      '# memcached-exposure: ignore[MCE201] until=2030-01-31 -- a reason\n// memcached-exposure: ignore[MCE101,MCE102] -- b\n/* memcached-exposure: ignore -- c */\n{{/* memcached-exposure: ignore[MCE301] -- d */}}\n',
    ],
    read: (text) => {
      for (const path of [
        'a.yaml',
        'a.tf',
        'a.sh',
        'Dockerfile',
        'a.bicep',
        'a.json',
        'a.xml',
        'a.ini',
      ])
        readSuppressions(file(path, text), new Set(['MCE101', 'MCE201']));
    },
  },
  {
    name: 'baseline',
    samples: ['# memcached-exposure baseline 1\n0123456789abcdef MCE201 a.yaml service m\n'],
    read: (text) => refusing(() => readBaseline('baseline', text), BaselineError),
  },
  {
    name: 'reports of earlier runs',
    samples: ['{"schemaVersion":"1.0","conclusion":"failed","findings":[{"ruleId":"MCE101"}]}'],
    read: (text) => refusing(() => readReport(text, 'a.json'), ReportError),
  },
  {
    name: 'the audit issue',
    samples: ['<!-- m on=2030-01-01 a=2029-12-01 -->\n# x\n'],
    read: (text) => readAudit(text, '<!-- m ', '2030-01-01'),
  },
  {
    name: 'answers of servers',
    samples: [
      'VERSION 1.6.39\r\n',
      '\u0000\u0001\u0000\u0000\u0000\u0001\u0000\u0000VERSION 1\r\n',
      'ERROR\r\n',
    ],
    read: (text) => [readAnswer(Buffer.from(text)), readDatagram(Buffer.from(text, 'latin1'))],
  },
  {
    name: 'targets of probes',
    samples: ['a.example:11211', '[::1]:1', '10.0.0.1'],
    read: (text) => refusing(() => parseTarget(text), TargetError),
  },
  {
    name: 'outputs of a machine',
    samples: [
      'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\ntcp LISTEN 0 1024 0.0.0.0:11211 0.0.0.0:* users:(("memcached",pid=1,fd=2))\nudp UNCONN 0 0 [::]%eth0:11211 *:*\n',
      'Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name\ntcp6 0 0 :::11211 :::* LISTEN 1/memcached\n',
      '2: eth0: <UP> mtu 1500\n    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0\n    inet6 fe80::1/64 scope link\ndefault via 10.0.0.254 dev eth0\n',
      'CONTAINER ID   IMAGE       COMMAND   CREATED   STATUS   PORTS                      NAMES\n0123           memcached   "x"       1         Up       0.0.0.0:11211->11211/tcp   m\n',
      '[{"Name":"/m","Config":{"Image":"memcached","Cmd":["memcached","-l","::"]},"NetworkSettings":{"Ports":{"11211/tcp":[{"HostIp":"","HostPort":"11211"}]}}}]',
      'USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\nmemcache 1 0 0 1 1 ? Ssl 1 0:00 /usr/bin/memcached -m 64 -l 0.0.0.0\n',
    ],
    read: (text) => {
      const source = file('ss.txt', text);
      return [
        readSockets(source),
        readAddresses(source),
        readOutward(source),
        readDockerPs(source),
        readDockerInspect(source),
        readProcesses(source),
        readMachines(new MemoryTree({ 'ss.txt': text, 'ps.txt': text })),
      ];
    },
  },
  kind(
    'Terraform, evaluated',
    'main.tf',
    'variable "c" {\n  type    = list(object({ a = optional(string, "0.0.0.0/0") }))\n  default = [{}]\n}\nlocals {\n  p = { for i in range(2) : "k${i}" => 11210 + i }\n}\nresource "aws_security_group" "m" {\n  for_each = local.p\n  dynamic "ingress" {\n    for_each = var.c\n    content {\n      from_port   = each.value\n      to_port     = each.value\n      protocol    = "-1"\n      cidr_blocks = [ingress.value.a, cidrsubnet("10.0.0.0/8", 8, 1)]\n    }\n  }\n}\nmodule "x" {\n  source = "./"\n}\noutput "y" { value = aws_security_group.m["k1"].id }\n',
    'resource "aws_instance" "m" {\n  user_data = <<-EOF\n    #!/bin/sh\n    memcached -d -l ${join(",", ["0.0.0.0"])}\n  EOF\n  security_groups = [aws_security_group.m.*.id[0]]\n}\nresource "google_compute_firewall" "f" {\n  allow { protocol = "tcp"  ports = ["11211"] }\n}\n',
  ),
  kind(
    'variables of Terraform',
    'terraform.tfvars',
    'cidrs = ["0.0.0.0/0"]\nports = { memcached = 11211 }\n',
  ),
  kind(
    'plans of Terraform',
    'plan.json',
    '{"format_version":"1.2","planned_values":{"root_module":{"resources":[{"address":"aws_security_group.m","type":"aws_security_group","name":"m","values":{"ingress":[{"from_port":11211,"to_port":11211,"protocol":"tcp","cidr_blocks":["0.0.0.0/0"]}]}}],"child_modules":[]}},"resource_changes":[{"address":"aws_security_group.m","type":"aws_security_group","name":"m","change":{"actions":["create"],"after":{},"after_unknown":{"id":true}}}],"configuration":{"root_module":{}}}',
  ),
  kind(
    'Compose',
    'compose.yaml',
    'x-a: &a {image: "memcached:${V:-1.6}"}\nservices:\n  m:\n    <<: *a\n    ports: ["${P:-11211}:11211", {target: 11211, published: "1-9", protocol: udp}]\n    command: [memcached, -l, 0.0.0.0]\n    extends: {service: n}\n    deploy: {replicas: 2}\n  n: {build: {dockerfile_inline: "FROM memcached"}, network_mode: host}\ninclude: [b.yaml]\n',
  ),
  kind(
    'Dockerfiles, judged',
    'Dockerfile',
    'ARG V=1.6\nFROM memcached:${V} AS a\nFROM a\nENV P=11211\nRUN sed -i "s/^-l .*/-l 0.0.0.0/" /etc/memcached.conf\nEXPOSE $P/udp 11211\nENTRYPOINT ["memcached", "-U", "11211"]\nCMD ["-l", "0.0.0.0"]\n',
  ),
  kind(
    'Kubernetes',
    'k8s.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: {name: memcached, annotations: {a: b}}\nspec:\n  type: LoadBalancer\n  selector: {app: m}\n  ports: [{port: 11211, targetPort: mem, nodePort: 31211}]\n  loadBalancerSourceRanges: [10.0.0.0/8]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: m}\nspec:\n  template:\n    metadata: {labels: {app: m}}\n    spec:\n      hostNetwork: true\n      containers: [{name: m, image: memcached, args: [-l, "::"], ports: [{name: mem, containerPort: 11211, hostPort: 11211}]}]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}\n',
  ),
  kind(
    'Kustomize',
    'kustomization.yaml',
    'resources: [k8s.yaml]\nnamePrefix: a-\npatches:\n  - target: {kind: Service, name: m.*}\n    patch: |-\n      - op: replace\n        path: /spec/type\n        value: NodePort\nreplacements: [{source: {kind: ConfigMap, fieldPath: data.a}, targets: [{select: {kind: Service}, fieldPaths: [spec.ports.*.port]}]}]\nconfigMapGenerator: [{name: c, literals: [memcached=1]}]\n',
  ),
  kindBeside(
    {
      'Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
      'values.yaml': 'service: {type: LoadBalancer, port: 11211}\nl: [1, 2]\nm: {a: b}\n',
    },
    'templates of Helm',
    'templates/service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "n" . | default .Release.Name | trunc 63 }}\n  labels: {{- toYaml .Values.m | nindent 4 }}\nspec:\n  type: {{ .Values.service.type | quote }}\n  ports:\n  {{- range $i, $p := .Values.l }}\n    - port: {{ add $.Values.service.port $i (mul 1 $p) }}\n  {{- end }}\n{{ define "n" }}{{ tpl "{{ .Chart.Name }}" . }}{{ end }}\n',
  ),
  kindBeside(
    {
      'Chart.yaml':
        'apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies: [{name: memcached, version: 1.0.0, repository: "oci://charts.example/bitnamicharts"}]\n',
      'templates/s.yaml':
        'kind: Service\napiVersion: v1\nmetadata: {name: memcached}\nspec: {{ toYaml .Values.spec | nindent 2 }}\n',
    },
    'values of Helm',
    'values.yaml',
    'spec:\n  type: NodePort\n  ports: [{port: 11211}]\nmemcached: &m\n  service: {type: LoadBalancer}\nglobal: {x: *m}\n',
  ),
  kindBeside(
    {
      'play.yml':
        '- hosts: all\n  vars: {p: 11211, l: [a, b]}\n  tasks:\n    - ansible.builtin.template: {src: memcached.conf.j2, dest: /etc/memcached.conf}\n',
    },
    'templates of Ansible',
    'templates/memcached.conf.j2',
    '# {{ ansible_managed }}\n-p {{ p }}\n{% for x in l %}\n-l {{ x if x is defined else "0.0.0.0" }}\n{% endfor %}\n{% if udp | default(true) | bool %}-U {{ p }}{% endif %}\n',
  ),
  kind(
    'Ansible',
    'playbook.yml',
    '- hosts: cache\n  vars: {p: 11211, l: "{{ groups[\'cache\'] | map(\'extract\', hostvars) | list }}"}\n  tasks:\n    - name: x\n      ansible.builtin.lineinfile: {path: /etc/memcached.conf, regexp: "^-l", line: "-l {{ a | default(\'0.0.0.0\') }}"}\n      when: ansible_os_family == "Debian" and p | int > 1\n      loop: [1, 2]\n      notify: r\n    - block:\n        - iptables: {chain: INPUT, protocol: tcp, destination_port: "{{ p }}", jump: ACCEPT}\n      rescue: [{debug: {msg: m}}]\n  handlers:\n    - {name: r, service: {name: memcached, state: restarted}}\n',
  ),
  kind(
    'inventories of Ansible',
    'inventory/hosts',
    '[cache]\nc[01:03].example ansible_host=10.0.0.1 memcached_listen="0.0.0.0"\n[cache:vars]\nmemcached_port=11211\n[all:children]\ncache\n',
  ),
  kind(
    'CloudFormation',
    'template.yaml',
    'AWSTemplateFormatVersion: 2010-09-09\nParameters: {C: {Type: String, Default: 0.0.0.0/0, AllowedValues: [a]}}\nMappings: {M: {a: {b: 11211}}}\nConditions: {X: !Not [!Equals [!Ref C, ""]]}\nResources:\n  S:\n    Type: AWS::EC2::SecurityGroup\n    Condition: X\n    Properties:\n      SecurityGroupIngress:\n        - !If [X, {IpProtocol: tcp, FromPort: !FindInMap [M, a, b], ToPort: 11211, CidrIp: !Sub "${C}"}, !Ref AWS::NoValue]\n        - Fn::Join: ["", [!Select [0, !Split [",", "a,b"]]]]\n',
  ),
  kind(
    'ARM',
    'azuredeploy.json',
    '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","parameters":{"p":{"type":"string","defaultValue":"11211"}},"variables":{"copy":[{"name":"v","count":2,"input":"[copyIndex(\'v\')]"}]},"resources":[{"type":"Microsoft.Network/networkSecurityGroups","name":"m","properties":{"securityRules":[{"name":"a","properties":{"access":"Allow","direction":"Inbound","priority":100,"protocol":"*","sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"[parameters(\'p\')]"}}]}}]}',
  ),
  kind(
    'Nomad',
    'cache.nomad',
    'variable "p" { default = 11211 }\njob "memcached" {\n  group "m" {\n    network { port "m" { static = var.p } }\n    task "t" {\n      driver = "docker"\n      config { image = "memcached"  ports = ["m"] }\n    }\n  }\n}\n',
  ),
  kind(
    'Heat',
    'stack.yaml',
    'heat_template_version: 2018-08-31\nparameters: {c: {type: string, default: 0.0.0.0/0}}\nresources:\n  m:\n    type: OS::Neutron::SecurityGroup\n    properties:\n      rules: [{port_range_min: 11211, port_range_max: 11211, protocol: tcp, remote_ip_prefix: {get_param: c}}]\n',
  ),
  kind(
    'Pulumi',
    'Pulumi.yaml',
    'name: m\nruntime: yaml\nvariables: {c: 0.0.0.0/0}\nresources:\n  m:\n    type: aws:ec2:SecurityGroup\n    properties:\n      ingress: [{fromPort: 11211, toPort: 11211, protocol: tcp, cidrBlocks: ["${c}"]}]\n',
  ),
  kind(
    'Deployment Manager',
    'deployment.yaml',
    'resources:\n- name: memcached\n  type: compute.v1.firewall\n  properties:\n    sourceRanges: [0.0.0.0/0]\n    allowed: [{IPProtocol: tcp, ports: ["11211"]}]\n',
  ),
  kind(
    'controllers',
    'group.yaml',
    'apiVersion: ec2.services.k8s.aws/v1alpha1\nkind: SecurityGroup\nmetadata: {name: memcached}\nspec:\n  ingressRules: [{fromPort: 11211, toPort: 11211, ipProtocol: tcp, ipRanges: [{cidrIP: 0.0.0.0/0}]}]\n',
  ),
  kind('programs', 'manifests/init.pp', 'class { "memcached": listen_ip => "0.0.0.0" }\n'),
  kind('settings', 'data/common.yaml', 'memcached::listen: 0.0.0.0\nmemcached::udp_port: 11211\n'),
  kind(
    'units of systemd',
    'memcached.service',
    '[Service]\nEnvironment="P=11211" L=0.0.0.0\nEnvironmentFile=-/etc/default/memcached\nExecStart=\nExecStart=/usr/bin/memcached -u m -p ${P} -l $L \\\n  -U 0\nIPAddressDeny=any\nIPAddressAllow=10.0.0.0/8\n',
  ),
  kind(
    'memcached.conf',
    'memcached.conf',
    '# x\n-d\nlogfile /var/log/a\n-m 64\n-p 11211\n-u memcache\n-l 0.0.0.0\n-U 11211\n',
  ),
  kind(
    'supervisor',
    'supervisord.conf',
    '[program:memcached]\ncommand=memcached -u nobody -l 0.0.0.0 -p %(ENV_P)s\nautostart=true\n',
  ),
  kind(
    'scripts of a host',
    'setup.sh',
    '#!/bin/bash\nset -e\nP=11211\napt-get install -y memcached\ncat > /etc/memcached.conf <<EOF\n-l 0.0.0.0\n-p $P\nEOF\nsed -i "s/^-l .*/-l 10.0.0.1/" /etc/memcached.conf\nfor p in tcp udp; do iptables -A INPUT -p $p --dport $P -j DROP; done\ndocker run -d -p $P:$P memcached\naws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 11211 --cidr 0.0.0.0/0\nkubectl apply -f - <<EOF\nkind: Service\nEOF\n',
  ),
  kind(
    'scripts of Windows',
    'setup.ps1',
    '$p = 11211\nNew-NetFirewallRule -DisplayName "m" -Direction Inbound -LocalPort $p -Protocol TCP -Action Allow -RemoteAddress 10.0.0.0/8,LocalSubnet\nnetsh advfirewall firewall add rule name="m" dir=in action=allow protocol=TCP localport=11211\nsc.exe create memcached binPath= "C:\\m\\memcached.exe -d runservice -l 0.0.0.0"\n',
  ),
  kind(
    'cloud-init',
    'user-data',
    '#cloud-config\npackages: [memcached]\nwrite_files:\n  - path: /etc/memcached.conf\n    encoding: b64\n    content: LWwgMC4wLjAuMAo=\nruncmd:\n  - [sh, -c, "ufw allow 11211"]\n  - memcached -d -u nobody\n',
  ),
  kind(
    'Vagrant',
    'Vagrantfile',
    'P = 11211\nVagrant.configure("2") do |config|\n  config.vm.network "forwarded_port", guest: P, host: 11211, host_ip: "0.0.0.0"\n  config.vm.provision "shell", inline: <<-SHELL\n    memcached -d -u nobody -l 0.0.0.0\n  SHELL\nend\n',
  ),
  kind(
    'Packer',
    'build.pkr.hcl',
    'source "amazon-ebs" "a" {}\nbuild {\n  sources = ["source.amazon-ebs.a"]\n  provisioner "shell" { inline = ["memcached -d -u nobody -l 0.0.0.0"] }\n}\n',
  ),
  kind(
    'workflows',
    '.github/workflows/a.yml',
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    services:\n      m: {image: memcached, ports: ["11211:11211"]}\n    steps: [{run: "memcached -d"}]\n',
  ),
  kind(
    'NixOS',
    'configuration.nix',
    '{ pkgs, ... }: { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.allowedTCPPorts = [ 11211 ]; }\n',
  ),
  kind(
    'Bicep, evaluated',
    'main.bicep',
    "param p string = '11211'\nresource m 'Microsoft.Network/networkSecurityGroups@2023-01-01' = {\n  name: 'm'\n  properties: {\n    securityRules: [\n      {\n        name: 'a'\n        properties: { access: 'Allow', direction: 'Inbound', priority: 100, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: p }\n      }\n    ]\n  }\n}\n",
  ),
  kind(
    'crontabs',
    'crontab',
    '@reboot root memcached -d -u nobody -l 0.0.0.0\n* * * * * a ufw allow 11211\n',
  ),
];

/** Loads something into a fresh packet filter and asks it who gets in. */
function admitted(load: (firewall: HostFirewall) => unknown): void {
  const firewall = new HostFirewall();
  load(firewall);
  for (const protocol of ['tcp', 'udp'] as const) firewall.admission({ protocol, port: 11211 });
}
