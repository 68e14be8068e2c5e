import { describe, expect, it } from '@jest/globals';
import { deployment, doors, EVERYONE, listeners, service, translate } from './support.js';

const APP = { 'k8s/app.yaml': deployment({ container: 'ports: [{ containerPort: 11211 }]' }) };
const script = (...lines: string[]): Record<string, string> => ({
  'up.sh': `#!/bin/sh\n# memcached\n${lines.join('\n')}\n`,
});
const found = (line: string, files: Record<string, string> = APP): string[] =>
  doors({ ...files, ...script(line) });

describe('kubectl expose', () => {
  it.each([
    ['kubectl expose deployment cache --type=LoadBalancer --port=11211'],
    ['kubectl expose deployment/cache --type LoadBalancer --port 11211 --target-port 11211'],
    ['kubectl -n default expose deploy cache --type=LoadBalancer --port=11211'],
    ['oc expose deployment cache --type=LoadBalancer'],
    ['microk8s kubectl expose deployment cache --type=LoadBalancer --port=11211'],
    ['minikube kubectl -- expose deployment cache --type=LoadBalancer --port=11211'],
    ['sudo kubectl expose deployments.apps cache --type=LoadBalancer --port=11211'],
    ['kubectl expose deployment cache --type=LoadBalancer --port=11211 --selector=app=cache'],
  ])('%s', (line) => {
    expect(found(line)).toEqual([
      `up.sh:3 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it('opens a node port', () => {
    expect(
      found('kubectl expose deployment cache --type=NodePort --port=9000 --target-port=11211'),
    ).toEqual([`up.sh:3 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`]);
  });

  it('exposes what the script made before, and a Service once more', () => {
    const made = script(
      'kubectl create deployment mc --image=memcached:1.6',
      'kubectl expose deployment mc --type=LoadBalancer --port=11211',
    );
    expect(doors(made)).toEqual([
      `up.sh:4 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(listeners(translate(made))).toHaveLength(1);
    const files = { ...APP, 'k8s/svc.yaml': service() };
    expect(found('kubectl expose service cache --name=out --type=LoadBalancer', files)).toEqual([
      `up.sh:3 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it.each([
    ['a Service inside the cluster', 'kubectl expose deployment cache --port=11211'],
    [
      'a dry run',
      'kubectl expose deployment cache --type=LoadBalancer --port=11211 --dry-run=client -o yaml',
    ],
    ['another port', 'kubectl expose deployment cache --type=LoadBalancer --port=8080'],
    [
      'another selector',
      'kubectl expose deployment cache --type=LoadBalancer --port=80 --selector=app=web',
    ],
    ['another verb', 'kubectl delete service cache'],
    ['text', 'echo kubectl expose deployment cache --type=LoadBalancer --port=11211'],
    ['a comment', '# kubectl expose deployment cache --type=LoadBalancer --port=11211'],
  ])('%s is no door', (_, line) => {
    expect(found(line)).toEqual([]);
  });

  it('leads to what the workload is, not to what its name says', () => {
    const files = { 'app.yaml': deployment({ image: 'nginx:1.27' }) };
    expect(
      found('kubectl expose deployment cache --type=LoadBalancer --port=11211', files),
    ).toEqual([expect.stringContaining('something-else')]);
  });
});

describe('other commands', () => {
  it('runs memcached as a Pod', () => {
    const files = script(
      'kubectl run mc --image=memcached:1.6 --port=11211 -- -U 11211',
      'kubectl expose pod mc --type=LoadBalancer --port=11211',
    );
    expect(doors(files)).toEqual([
      `up.sh:4 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    const [listener] = listeners(translate(files));
    expect(listener?.sockets).toEqual(
      expect.arrayContaining([expect.objectContaining({ protocol: 'udp', port: 11211 })]),
    );
  });

  it('creates a Service by its type', () => {
    expect(found('kubectl create service loadbalancer cache --tcp=9000:11211')).toEqual([
      `up.sh:3 load-balancer host memcached tcp 9000->11211 ${EVERYONE}`,
    ]);
    expect(found('kubectl create service clusterip cache --tcp=11211:11211')).toEqual([]);
  });

  it('patches a Service of the repository', () => {
    const files = { ...APP, 'k8s/svc.yaml': service() };
    expect(found(`kubectl patch svc cache -p '{"spec": {"type": "LoadBalancer"}}'`, files)).toEqual(
      [`up.sh:3 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    );
    expect(
      found(`kubectl patch svc cache -p '{"metadata": {"labels": {"a": "b"}}}'`, files),
    ).toEqual([]);
  });

  it('installs charts with their values', () => {
    const set = 'helm install mc bitnami/memcached --set service.type=LoadBalancer';
    expect(doors(script(set))).toEqual([
      expect.stringMatching(/^up\.sh:3 load-balancer host memcached tcp 11211/),
    ]);
    expect(doors(script('helm upgrade --install mc bitnami/memcached -n db'))).toEqual([]);
    const files = { 'v.yaml': 'service:\n  type: NodePort\n' };
    expect(doors({ ...files, ...script('helm install mc bitnami/memcached -f v.yaml') })).toEqual([
      expect.stringMatching(/^v\.yaml:2 node-port host memcached tcp/),
    ]);
  });

  it('reads damaged commands without an error', () => {
    for (const line of [
      'kubectl',
      'kubectl expose',
      'kubectl expose deployment',
      'kubectl expose deployment/ --port',
      'helm install',
      'kubectl patch svc cache -p "{"',
      'kubectl create service loadbalancer',
      'kubectl run x --image',
      'helm install a b --set =,=x',
      'kubectl expose deployment $X --type=$Y --port=11211',
    ]) {
      expect(() => found(line)).not.toThrow();
    }
  });
});

describe('manifests that are piped into a cluster', () => {
  const manifest = (type: string): string[] => [
    'apiVersion: v1',
    'kind: Service',
    'metadata: { name: memcached }',
    `spec: { type: ${type}, selector: { app: memcached }, ports: [{ port: 11211 }] }`,
  ];
  const open = (line: number, file = 'up.sh'): string[] => [
    `${file}:${line} load-balancer host memcached tcp 11211 ${EVERYONE}`,
  ];
  const doorsOf = (...lines: string[]): string[] =>
    doors(script(...lines)).map((line) => line.replace('->11211', ''));

  it.each([
    ['a here-document', ['kubectl apply -f - <<E', ...manifest('LoadBalancer'), 'E'], 7],
    ['a pipe', ['cat <<E | kubectl create -f -', ...manifest('LoadBalancer'), 'E'], 7],
    ['a variable', ['T=LoadBalancer', 'kubectl apply -f- <<E', ...manifest('$T'), 'E'], 8],
    [
      'a long option',
      ['kubectl apply --filename=/dev/stdin <<E', ...manifest('LoadBalancer'), 'E'],
      7,
    ],
  ])('%s', (_name, lines, line) => {
    expect(doorsOf(...lines)).toEqual(open(line));
  });

  it.each([
    ['a type inside the cluster', ['kubectl apply -f - <<E', ...manifest('ClusterIP'), 'E']],
    ['a deletion', ['kubectl delete -f - <<E', ...manifest('LoadBalancer'), 'E']],
    ['a trial', ['kubectl apply --dry-run=client -f - <<E', ...manifest('LoadBalancer'), 'E']],
    ['another file', ['kubectl apply -f other.yaml <<E', ...manifest('LoadBalancer'), 'E']],
    ['a document that is only written', ['cat > x.txt <<E', ...manifest('LoadBalancer'), 'E']],
  ])('not %s', (_name, lines) => {
    expect(doorsOf(...lines)).toEqual([]);
  });

  it('takes a patch of operations', () => {
    const patched = (type: string): string[] =>
      doorsOf(
        'kubectl apply -f - <<E',
        ...manifest('ClusterIP'),
        'E',
        `kubectl patch svc memcached --type=json -p '[{"op":"replace","path":"/spec/type","value":"${type}"}]'`,
      );
    expect(patched('LoadBalancer')).toEqual(open(9));
    expect(patched('ClusterIP')).toEqual([]);
  });

  it('reads the steps of pipelines', () => {
    const indented = (lines: string[]): string =>
      lines.map((line) => `          ${line}\n`).join('');
    const workflow = (type: string): string =>
      `jobs:\n  d:\n    steps:\n      - run: |\n${indented(['kubectl apply -f - <<E', ...manifest(type), 'E'])}`;
    const of = (path: string, text: string): string[] =>
      doors({ [path]: text }).map((line) => line.replace('->11211', ''));
    expect(of('.github/workflows/d.yml', workflow('LoadBalancer'))).toEqual(
      open(9, '.github/workflows/d.yml'),
    );
    expect(of('.github/workflows/d.yml', workflow('ClusterIP'))).toEqual([]);
    const gitlab = (type: string): string =>
      `# memcached\ndeploy:\n  script:\n    - kubectl create deployment memcached --image=memcached\n    - kubectl expose deployment memcached --port=11211 --type=${type}\n`;
    expect(of('.gitlab-ci.yml', gitlab('LoadBalancer'))).toEqual(open(5, '.gitlab-ci.yml'));
    expect(of('.gitlab-ci.yml', gitlab('ClusterIP'))).toEqual([]);
  });
});
