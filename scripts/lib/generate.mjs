// Makes seeded trees of files for measurements: the same seed gives the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = (next, list) => list[Math.floor(next() * list.length)];
const WORDS = 'alpha beta gamma delta web api worker queue store edge batch admin auth mail'.split(
  ' ',
);

function terraform(next, i) {
  const name = `${pick(next, WORDS)}_${i}`;
  const port = pick(next, [22, 80, 443, 5432, 6379, 8080, 11211]);
  return `variable "cidrs_${i}" {
  type    = list(string)
  default = ["10.${i % 250}.0.0/16"]
}

locals {
  name_${i} = "\${var.prefix}-${name}"
}

resource "aws_security_group" "${name}" {
  name   = local.name_${i}
  vpc_id = var.vpc_id

  dynamic "ingress" {
    for_each = [${port}, 443]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = var.cidrs_${i}
    }
  }
}
`;
}

function kubernetes(next, i) {
  const name = `${pick(next, WORDS)}-${i}`;
  const image = pick(next, ['nginx:1.27', 'redis:7', 'memcached:1.6.45', 'example/app:3']);
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${1 + Math.floor(next() * 5)}
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: main
          image: ${image}
          ports:
            - containerPort: ${image.startsWith('memcached') ? 11211 : 8080}
          resources:
            limits: { cpu: 100m, memory: 128Mi }
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: { app: ${name} }
  ports:
    - port: ${image.startsWith('memcached') ? 11211 : 80}
`;
}

function compose(next, i) {
  return `services:
  web:
    image: example/${pick(next, WORDS)}:${i}
    ports:
      - "${8000 + (i % 1000)}:80"
    environment:
      CACHE: cache:11211
  cache:
    image: memcached:1.6.45
    command: ["memcached", "-m", "${64 + (i % 64)}"]
    expose:
      - "11211"
`;
}

function ansible(next, i) {
  return `- name: Set up ${pick(next, WORDS)} ${i}
  hosts: all
  vars:
    listen: 127.0.0.1
  tasks:
    - name: Packages
      ansible.builtin.apt:
        name: [nginx, memcached]
    - name: Firewall
      community.general.ufw:
        rule: allow
        port: "{{ item }}"
      loop: ["22", "443"]
    - name: Configuration
      ansible.builtin.copy:
        dest: /etc/memcached.conf
        content: |
          -m 64
          -u memcache
          -l {{ listen }}
`;
}

function dockerfile(next, i) {
  return `FROM node:${18 + (i % 6)} AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM ${pick(next, ['nginx:1.27', 'memcached:1.6.45', 'alpine:3.20'])}
COPY --from=build /app/dist /srv
EXPOSE 8080
`;
}

function sourceCode(next, i) {
  const lines = [];
  for (let n = 0; n < 120; n++) {
    lines.push(
      `export function ${pick(next, WORDS)}${i}_${n}(value: number): number { return value * ${n}; }`,
    );
  }
  return lines.join('\n');
}

const KINDS = [
  [(i) => `terraform/module${i % 40}/file${i}.tf`, terraform],
  [(i) => `k8s/app${i % 60}/manifest${i}.yaml`, kubernetes],
  [(i) => `compose/project${i}/docker-compose.yml`, compose],
  [(i) => `ansible/play${i}.yml`, ansible],
  [(i) => `docker/image${i}/Dockerfile`, dockerfile],
];

/**
 * Writes `infrastructure` files of all kinds in turn and `code` files of source code.
 * @param bytes about how long a file of source code is; its own text is repeated
 */
export function generate(root, { infrastructure, code, bytes = 0, seed = 1 }) {
  const next = random(seed);
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (let i = 0; i < infrastructure; i++) {
    const [path, text] = KINDS[i % KINDS.length];
    write(path(i), text(next, i));
  }
  for (let i = 0; i < code; i++) {
    const text = sourceCode(next, i);
    write(
      `src/package${i % 500}/file${i}.ts`,
      text.length < bytes ? text.repeat(Math.ceil(bytes / text.length)) : text,
    );
  }
}

/** Writes files that are given by path. */
export function writeTree(root, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
