// Shapes of repositories that grow in one direction: `files(n)` for n of the thing. They show whether
// time grows with it in proportion; used by the benchmark's curves and by the test of growth.

const list = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const lines = (n, make) => list(n, make).join('\n') + '\n';
const many = (n, path, text) => Object.fromEntries(list(n, (i) => [path(i), text(i)]));
const octets = (i) => `${i >> 8}.${i & 255}`;

const GROUP = `resource "aws_security_group" "cache" {
  name = "cache"
}
`;
const CACHE = (name, group = 'cache') => `resource "aws_elasticache_cluster" "${name}" {
  cluster_id         = "${name}"
  engine             = "memcached"
  security_group_ids = [aws_security_group.${group}.id]
}
`;
const RULE = (i, group = 'cache') => `resource "aws_security_group_rule" "r${i}" {
  type              = "ingress"
  security_group_id = aws_security_group.${group}.id
  from_port         = 11211
  to_port           = 11211
  protocol          = "tcp"
  cidr_blocks       = ["203.${octets(i)}.0/24"]
}
`;
const DEPLOYMENT = (name, namespace = 'default') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: main, image: 'memcached:1.6.45', ports: [{containerPort: 11211}]}]
`;
const SERVICE = (name, namespace = 'default', type = 'LoadBalancer') => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  type: ${type}
  selector: {app: ${name}}
  ports: [{port: 11211}]
`;
const POLICY = (name) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}}
spec:
  podSelector: {matchLabels: {app: ${name}}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 11211}]}]
`;

export const SHAPES = {
  'Terraform: rules of one group': (n) => ({ 'main.tf': GROUP + CACHE('a') + lines(n, RULE) }),
  'Terraform: inline rules': (n) => ({
    'main.tf': `resource "aws_security_group" "cache" {
${lines(n, (i) => `  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = ["203.${octets(i)}.0/24"]\n  }`)}}
${CACHE('a')}`,
  }),
  'Terraform: caches in one group': (n) => ({
    'main.tf': GROUP + RULE(0) + lines(n, (i) => CACHE(`c${i}`)),
  }),
  'Terraform: one cache declared again': (n) => ({
    'main.tf': GROUP + RULE(0) + lines(n, () => CACHE('same')),
  }),
  'Terraform: instances by count': (n) => ({
    'main.tf': `${GROUP}${RULE(0)}resource "aws_instance" "c" {
  count                  = ${n}
  vpc_security_group_ids = [aws_security_group.cache.id]
  user_data              = "#!/bin/sh\\nmemcached -l 0.0.0.0 -d\\n"
}
`,
  }),
  'Terraform: groups with a cache each': (n) => ({
    'main.tf': lines(
      n,
      (i) => `resource "aws_security_group" "g${i}" {
  ingress {
    from_port = 11211
    to_port = 11211
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
${CACHE(`c${i}`, `g${i}`)}`,
    ),
  }),
  'Terraform: rules of a network ACL': (n) => ({
    'main.tf': `${GROUP}${RULE(0)}resource "aws_network_acl" "a" {
  subnet_ids = [aws_subnet.s.id]
${lines(n, (i) => `  ingress {\n    rule_no = ${i + 1}\n    action = "${i % 2 ? 'allow' : 'deny'}"\n    protocol = "tcp"\n    from_port = 11211\n    to_port = 11211\n    cidr_block = "203.${octets(i)}.0/24"\n  }`)}}
resource "aws_subnet" "s" {
  cidr_block = "10.0.0.0/24"
}
${CACHE('a')}resource "aws_instance" "i" {
  subnet_id = aws_subnet.s.id
  vpc_security_group_ids = [aws_security_group.cache.id]
}
`,
  }),
  'Terraform: rules of an Azure group': (n) => ({
    'main.tf': `resource "azurerm_network_security_group" "n" {
  name = "n"
${lines(n, (i) => `  security_rule {\n    name = "r${i}"\n    priority = ${100 + i}\n    direction = "Inbound"\n    access = "${i % 2 ? 'Allow' : 'Deny'}"\n    protocol = "Tcp"\n    source_port_range = "*"\n    destination_port_range = "11211"\n    source_address_prefix = "203.${octets(i)}.0/24"\n    destination_address_prefix = "*"\n  }`)}}
`,
  }),
  'Terraform: Google firewalls': (n) => ({
    'main.tf': `resource "google_compute_network" "n" {
  name = "n"
}
${lines(n, (i) => `resource "google_compute_firewall" "f${i}" {\n  name = "f${i}"\n  network = google_compute_network.n.name\n  priority = ${i}\n  ${i % 2 ? 'allow' : 'deny'} {\n    protocol = "tcp"\n    ports = ["11211"]\n  }\n  source_ranges = ["203.${octets(i)}.0/24"]\n}`)}`,
  }),
  'Terraform: chain of modules': (n) => ({
    'main.tf': 'module "m" {\n  source = "./m0"\n  cidrs = ["0.0.0.0/0"]\n}\n',
    ...many(
      Math.min(n, 400),
      (i) => `m${i}/main.tf`,
      (i) =>
        i + 1 < Math.min(n, 400)
          ? `variable "cidrs" {}\nmodule "m" {\n  source = "../m${i + 1}"\n  cidrs = var.cidrs\n}\n`
          : `variable "cidrs" {}\nresource "aws_security_group" "g" {\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = var.cidrs\n  }\n}\n`,
    ),
  }),
  'Terraform: calls of one module': (n) => ({
    'main.tf': lines(
      n,
      (i) => `module "m${i}" {\n  source = "./m"\n  cidrs = ["203.${octets(i)}.0/24"]\n}`,
    ),
    'm/main.tf': `variable "cidrs" {}\nresource "aws_security_group" "cache" {\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = var.cidrs\n  }\n}\n${CACHE('a')}`,
  }),
  'Terraform: modules that nobody calls': (n) =>
    many(
      n,
      (i) => `m${i}/main.tf`,
      (i) => GROUP + CACHE('a') + RULE(i),
    ),
  'Terraform: chain of locals': (n) => ({
    'main.tf': `locals {\n  l0 = "0.0.0.0/0"\n${lines(n, (i) => `  l${i + 1} = local.l${i}`)}}\nresource "aws_security_group" "g" {\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = [local.l${Math.min(n, 200)}]\n  }\n}\n`,
  }),
  'Terraform: one long list': (n) => ({
    'main.tf': `resource "aws_security_group" "g" {\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = [${list(n, (i) => `"203.${octets(i)}.0/24"`).join(', ')}]\n  }\n}\n`,
  }),
  'Kubernetes: deployments and services': (n) =>
    many(
      n,
      (i) => `k8s/app${i}.yaml`,
      (i) => `${DEPLOYMENT(`app${i}`)}---\n${SERVICE(`app${i}`)}`,
    ),
  'Kubernetes: documents of one file': (n) => ({
    'all.yaml': list(n, (i) => `${DEPLOYMENT(`app${i}`)}---\n${SERVICE(`app${i}`)}`).join('---\n'),
  }),
  'Kubernetes: services of one deployment': (n) => ({
    'all.yaml': `${DEPLOYMENT('app')}---\n${list(n, (i) => SERVICE('app').replace('name: app', `name: s${i}`)).join('---\n')}`,
  }),
  'Kubernetes: network policies': (n) => ({
    'all.yaml': list(
      n,
      (i) => `${DEPLOYMENT(`app${i}`)}---\n${SERVICE(`app${i}`)}---\n${POLICY(`app${i}`)}`,
    ).join('---\n'),
  }),
  'Kustomize: overlays': (n) => ({
    'base/kustomization.yaml': 'resources: [all.yaml]\n',
    'base/all.yaml': `${DEPLOYMENT('app')}---\n${SERVICE('app', 'default', 'ClusterIP')}`,
    ...many(
      n,
      (i) => `overlays/o${i}/kustomization.yaml`,
      (i) => `resources: [../../base]\nnamespace: n${i}\n`,
    ),
  }),
  'Helm: charts': (n) => ({
    ...many(
      n,
      (i) => `charts/c${i}/Chart.yaml`,
      (i) => `apiVersion: v2\nname: c${i}\nversion: 1.0.0\n`,
    ),
    ...many(
      n,
      (i) => `charts/c${i}/values.yaml`,
      () => 'service: {type: LoadBalancer, port: 11211}\nimage: memcached:1.6.45\n',
    ),
    ...many(
      n,
      (i) => `charts/c${i}/templates/all.yaml`,
      () =>
        `${DEPLOYMENT('{{ .Release.Name }}').replace("'memcached:1.6.45'", '{{ .Values.image | quote }}')}---\n${SERVICE('{{ .Release.Name }}').replace('LoadBalancer', '{{ .Values.service.type }}')}`,
    ),
  }),
  'Compose: services of one file': (n) => ({
    'compose.yaml': `services:\n${lines(n, (i) => `  c${i}:\n    image: memcached:1.6.45\n    ports: ["${20000 + i}:11211"]`)}`,
  }),
  'Compose: projects': (n) =>
    many(
      n,
      (i) => `p${i}/compose.yaml`,
      () => 'services:\n  c:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n',
    ),
  'Compose: files of one folder': (n) =>
    many(
      n,
      (i) => `docker-compose.e${i}.yml`,
      () => 'services:\n  c:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n',
    ),
  'Docker: images': (n) =>
    many(
      n,
      (i) => `i${i}/Dockerfile`,
      () =>
        'FROM debian:12\nRUN apt-get install -y memcached\nCMD ["memcached", "-l", "0.0.0.0"]\n',
    ),
  'Docker: instructions of one file': (n) => ({
    Dockerfile: `FROM memcached:1.6.45\n${lines(n, (i) => `ENV V${i}=\${V${i - 1}}x\nRUN echo ${i} && true`)}CMD ["memcached"]\n`,
  }),
  'Ansible: playbooks': (n) =>
    many(
      n,
      (i) => `play${i}.yml`,
      () =>
        '- hosts: all\n  tasks:\n    - apt: {name: memcached}\n    - lineinfile: {path: /etc/memcached.conf, regexp: "^-l", line: "-l 0.0.0.0"}\n',
    ),
  'Ansible: tasks of one play': (n) => ({
    'play.yml': `- hosts: all\n  tasks:\n    - apt: {name: memcached}\n${lines(n, (i) => `    - ufw: {rule: allow, port: "11211", src: "203.${octets(i)}.0/24"}`)}`,
  }),
  'Ansible: roles': (n) => ({
    'site.yml': `- hosts: all\n  roles: [${list(n, (i) => `r${i}`).join(', ')}]\n`,
    ...many(
      n,
      (i) => `roles/r${i}/tasks/main.yml`,
      (i) =>
        `- apt: {name: memcached}\n- lineinfile: {path: /etc/memcached.conf, regexp: "^-l", line: "-l {{ listen${i} }}"}\n`,
    ),
    ...many(
      n,
      (i) => `roles/r${i}/defaults/main.yml`,
      (i) => `listen${i}: 127.0.0.1\n`,
    ),
  }),
  'Ansible: hosts of an inventory': (n) => ({
    'site.yml':
      '- hosts: cache\n  tasks:\n    - apt: {name: memcached}\n    - lineinfile: {path: /etc/memcached.conf, regexp: "^-l", line: "-l {{ listen }}"}\n',
    hosts: `[cache]\n${lines(n, (i) => `h${i} listen=10.0.${octets(i)}`)}`,
    ...many(
      n,
      (i) => `host_vars/h${i}.yml`,
      (i) => `listen: 10.0.${octets(i)}\n`,
    ),
  }),
  'Host: scripts': (n) =>
    many(
      n,
      (i) => `scripts/s${i}.sh`,
      () => '#!/bin/sh\napt-get install -y memcached\nmemcached -d -l 0.0.0.0 -p 11211\n',
    ),
  'Host: lines of one script': (n) => ({
    'setup.sh': `#!/bin/sh\n${lines(n, (i) => `X${i}="$X${i - 1}a"\niptables -A INPUT -p tcp --dport 11211 -s 203.${octets(i)}.0/24 -j ACCEPT`)}memcached -d\niptables -A INPUT -j DROP\n`,
  }),
  'Host: rules of one filter': (n) => ({
    'etc/iptables/rules.v4': `*filter\n:INPUT DROP [0:0]\n${lines(n, (i) => `-A INPUT -p tcp -s 203.${octets(i)}.0/24 --dport 11211 -j ACCEPT`)}COMMIT\n`,
    'etc/memcached.conf': '-d\n-l 0.0.0.0\n',
  }),
  'Host: rules of nftables': (n) => ({
    'etc/nftables.conf': `table inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n${lines(n, (i) => `    ip saddr 203.${octets(i)}.0/24 tcp dport 11211 accept`)}  }\n}\n`,
    'etc/memcached.conf': '-d\n-l 0.0.0.0\n',
  }),
  'Host: units': (n) =>
    many(
      n,
      (i) => `units/memcached${i}.service`,
      () => '[Service]\nExecStart=/usr/bin/memcached -l 0.0.0.0\n',
    ),
  'CloudFormation: rules of one group': (n) => ({
    'template.yaml': `Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n${lines(n, (i) => `        - {IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: 203.${octets(i)}.0/24}`)}`,
  }),
  'CloudFormation: templates': (n) =>
    many(
      n,
      (i) => `t${i}.yaml`,
      () =>
        'Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n        - {IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: 0.0.0.0/0}\n',
    ),
  'Azure: rules of one Bicep file': (n) => ({
    'main.bicep': `resource nsg 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {\n  name: 'n'\n  location: 'x'\n  properties: {\n    securityRules: [\n${lines(n, (i) => `      { name: 'r${i}', properties: { priority: ${100 + i}, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourcePortRange: '*', destinationPortRange: '11211', sourceAddressPrefix: '203.${octets(i)}.0/24', destinationAddressPrefix: '*' } }`)}    ]\n  }\n}\n`,
  }),
  'Nomad: groups of one job': (n) => ({
    'cache.nomad': `job "c" {\n${lines(n, (i) => `  group "g${i}" {\n    network {\n      port "db" {\n        static = 11211\n      }\n    }\n    task "t" {\n      driver = "docker"\n      config {\n        image = "memcached:1.6.45"\n        ports = ["db"]\n      }\n    }\n  }`)}}\n`,
  }),
};
