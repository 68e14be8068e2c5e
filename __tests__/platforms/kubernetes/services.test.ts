import { describe, expect, it } from '@jest/globals';
import {
  deployment,
  doors,
  EVERYONE,
  ingresses,
  listeners,
  service,
  stream,
  translate,
} from './support.js';

const loadBalancer = (options: Parameters<typeof service>[0] = {}): string =>
  service({ type: 'LoadBalancer', ...options });

/** Pairs that differ in one detail: what is exposed, and the twin that is not. */
const twins: readonly {
  what: string;
  exposed: Record<string, string>;
  doors: string[];
  safe: Record<string, string>;
  safeDoors?: string[];
}[] = [
  {
    what: 'the type of the Service',
    exposed: { 'k8s/a.yaml': stream(deployment(), loadBalancer()) },
    doors: [`k8s/a.yaml:19 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    safe: { 'k8s/a.yaml': stream(deployment(), service({ type: 'ClusterIP' })) },
  },
  {
    what: 'a type at all',
    exposed: { 'k8s/a.yaml': stream(deployment(), service({ type: 'NodePort' })) },
    doors: [`k8s/a.yaml:19 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`],
    safe: { 'k8s/a.yaml': stream(deployment(), service()) },
  },
  {
    what: 'a node port of its own, in two files',
    exposed: {
      'k8s/deployment.yaml': deployment(),
      'k8s/service.yaml': service({
        type: 'NodePort',
        ports: '[{ port: 80, targetPort: 11211, nodePort: 31211 }]',
      }),
    },
    doors: [`k8s/service.yaml:6 node-port host memcached tcp 31211->11211 ${EVERYONE}`],
    safe: {
      'k8s/deployment.yaml': deployment(),
      'k8s/service.yaml': service({
        type: 'NodePort',
        ports: '[{ port: 80, targetPort: 8080, nodePort: 31211 }]',
      }),
    },
  },
  {
    what: 'the target port, named by the container',
    exposed: {
      'a.yaml': stream(
        deployment({
          container: 'args: [-p, "12345"]\nports: [{ name: cache, containerPort: 12345 }]',
        }),
        loadBalancer({ ports: '[{ port: 80, targetPort: cache }]' }),
      ),
    },
    doors: [`a.yaml:21 load-balancer host memcached tcp 80->12345 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        deployment({
          container: 'args: [-p, "12345"]\nports: [{ name: cache, containerPort: 12345 }]',
        }),
        loadBalancer({ ports: '[{ port: 80, targetPort: web }]' }),
      ),
    },
  },
  {
    what: 'the protocol: no UDP socket since 1.5.6',
    exposed: {
      'a.yaml': stream(
        deployment({ image: 'memcached:1.5.5' }),
        loadBalancer({ ports: '[{ port: 11211, protocol: UDP }]' }),
      ),
    },
    doors: [`a.yaml:19 load-balancer host memcached udp 11211->11211 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        deployment({ image: 'memcached:1.5.6' }),
        loadBalancer({ ports: '[{ port: 11211, protocol: UDP }]' }),
      ),
    },
  },
  {
    what: 'the listen address inside the pod',
    exposed: { 'a.yaml': stream(deployment({ container: 'args: [-l, 0.0.0.0]' }), loadBalancer()) },
    doors: [`a.yaml:20 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    safe: { 'a.yaml': stream(deployment({ container: 'args: [-l, 127.0.0.1]' }), loadBalancer()) },
  },
  {
    what: 'the namespace',
    exposed: {
      'a.yaml': stream(
        deployment({ namespace: 'prod' }),
        loadBalancer({
          namespace: 'prod',
          ports: '[{ port: 80, targetPort: 11211 }]',
          name: 'web',
        }),
      ),
    },
    doors: [`a.yaml:21 load-balancer host memcached tcp 80->11211 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        deployment({ namespace: 'prod', container: 'args: [-p, "9999"]' }),
        loadBalancer({ namespace: 'test', ports: '[{ port: 80, targetPort: 9999 }]', name: 'web' }),
      ),
    },
  },
  {
    what: 'the selector',
    exposed: {
      'a.yaml': stream(
        deployment({ container: 'args: [-p, "9999"]' }),
        loadBalancer({ ports: '[{ port: 9999 }]' }),
      ),
    },
    doors: [`a.yaml:20 load-balancer host memcached tcp 9999->9999 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        deployment({ container: 'args: [-p, "9999"]' }),
        loadBalancer({ ports: '[{ port: 9999 }]', selector: 'app: cache, tier: web' }),
      ),
    },
  },
  {
    what: 'no workload in the repository, but the port',
    exposed: { 'a.yaml': loadBalancer({ name: 'memcached', selector: 'app: x' }) },
    doors: [`a.yaml:6 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    safe: {
      'a.yaml': loadBalancer({ name: 'memcached', selector: 'app: x', ports: '[{ port: 9150 }]' }),
    },
  },
  {
    what: 'only the port speaks',
    exposed: { 'a.yaml': service({ type: 'NodePort' }) },
    doors: [`a.yaml:6 node-port host unknown tcp 30000-32767->11211 ${EVERYONE}`],
    safe: { 'a.yaml': service({ type: 'NodePort', ports: '[{ port: 11210 }]' }) },
  },
  {
    what: 'a pod that is visibly something else',
    exposed: { 'a.yaml': stream(deployment(), loadBalancer()) },
    doors: [`a.yaml:19 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    safe: { 'a.yaml': stream(deployment({ image: 'nginx:1.27' }), loadBalancer()) },
    safeDoors: [`a.yaml:19 load-balancer host something-else tcp 11211->11211 ${EVERYONE}`],
  },
  {
    what: 'an external address',
    exposed: {
      'a.yaml': stream(deployment(), service({ spec: 'externalIPs: [192.168.0.4, 203.0.113.9]' })),
    },
    doors: [`a.yaml:21 service internet memcached tcp 11211->11211 ${EVERYONE}`],
    safe: { 'a.yaml': stream(deployment(), service({ spec: 'externalIPs: [192.168.0.4]' })) },
    safeDoors: [`a.yaml:21 service private memcached tcp 11211->11211 ${EVERYONE}`],
  },
  {
    what: 'the restart policy of an init container',
    exposed: {
      'a.yaml': stream(
        deployment({
          image: 'nginx',
          extra: 'initContainers: [{ name: m, image: memcached, restartPolicy: Always }]',
        }),
        loadBalancer(),
      ),
    },
    doors: [`a.yaml:20 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        deployment({ image: 'nginx', extra: 'initContainers: [{ name: m, image: memcached }]' }),
        loadBalancer(),
      ),
    },
    safeDoors: [`a.yaml:20 load-balancer host something-else tcp 11211->11211 ${EVERYONE}`],
  },
  {
    what: 'ExternalName and headless Services',
    exposed: { 'a.yaml': stream(deployment(), loadBalancer()) },
    doors: [`a.yaml:19 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        deployment(),
        service({ type: 'ExternalName', spec: 'externalName: memcached.example.com' }),
        service({ name: 'headless', spec: 'clusterIP: None' }),
      ),
    },
  },
  {
    what: 'the port of hand-written endpoints',
    exposed: {
      'a.yaml': stream(
        loadBalancer({ name: 'memcached', selector: '', ports: '[{ port: 80 }]' }),
        'apiVersion: v1\nkind: Endpoints\nmetadata: { name: memcached }\nsubsets: [{ addresses: [{ ip: 10.0.0.1 }], ports: [{ port: 11211 }] }]\n',
      ),
    },
    doors: [`a.yaml:6 load-balancer host memcached tcp 80->11211 ${EVERYONE}`],
    safe: {
      'a.yaml': stream(
        loadBalancer({ name: 'memcached', selector: '', ports: '[{ port: 80 }]' }),
        'apiVersion: v1\nkind: Endpoints\nmetadata: { name: memcached }\nsubsets: [{ addresses: [{ ip: 10.0.0.1 }], ports: [{ port: 8080 }] }]\n',
      ),
    },
  },
  {
    what: 'a Knative Service is no Service',
    exposed: { 'a.yaml': service({ type: 'LoadBalancer' }) },
    doors: [`a.yaml:6 load-balancer host unknown tcp 11211->11211 ${EVERYONE}`],
    safe: { 'a.yaml': service({ type: 'LoadBalancer' }).replace('v1', 'serving.knative.dev/v1') },
  },
];

describe('Services', () => {
  it.each(twins)('$what decides', ({ exposed, doors: expected, safe, safeDoors = [] }) => {
    expect(doors(exposed)).toEqual(expected);
    expect(doors(safe)).toEqual(safeDoors);
  });

  it('is one door for TCP and UDP of one port', () => {
    const text = stream(
      deployment({ image: 'memcached:1.4.33' }),
      loadBalancer({
        ports: '[{ port: 11211, protocol: TCP, name: t }, { port: 11211, protocol: UDP, name: u }]',
      }),
    );
    expect(doors({ 'a.yaml': text })).toEqual([
      `a.yaml:19 load-balancer host memcached tcp+udp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it.each([
    [
      'Pod',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: cache } }\nspec: { containers: [{ name: m, image: memcached }] }\n',
    ],
    ['StatefulSet', deployment().replace('Deployment', 'StatefulSet')],
    ['DaemonSet', deployment().replace('Deployment', 'DaemonSet')],
    ['ReplicaSet', deployment().replace('Deployment', 'ReplicaSet')],
    ['ReplicationController', deployment().replace('Deployment', 'ReplicationController')],
    ['Job', deployment().replace('Deployment', 'Job')],
    [
      'DeploymentConfig',
      deployment()
        .replace('Deployment', 'DeploymentConfig')
        .replace('apps/v1', 'apps.openshift.io/v1'),
    ],
    [
      'Rollout',
      deployment().replace('Deployment', 'Rollout').replace('apps/v1', 'argoproj.io/v1alpha1'),
    ],
    [
      'CronJob',
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec: { jobTemplate: { spec: { template: { metadata: { labels: { app: cache } }, spec: { containers: [{ name: m, image: memcached }] } } } } }\n',
    ],
    [
      'a custom resource with a pod template',
      'apiVersion: example.com/v1\nkind: CloneSet\nmetadata: { name: c }\nspec: { deep: [{ template: { metadata: { labels: { app: cache } }, spec: { containers: [{ name: m, image: memcached }] } } }] }\n',
    ],
  ])('finds the pods of %s', (_, workload) => {
    const output = translate({
      'w.yaml': workload,
      's.yaml': service({
        name: 's',
        type: 'LoadBalancer',
        ports: '[{ port: 80, targetPort: 11211 }]',
      }),
    });
    expect(listeners(output)).toHaveLength(1);
    expect(ingresses(output).map((door) => [door.leadsTo, door.target])).toEqual([
      ['memcached', [listeners(output)[0]!.workload]],
    ]);
  });

  it('reads lists, JSON and OpenShift templates', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${[deployment(), loadBalancer()]
      .map((text) =>
        text
          .trimEnd()
          .split('\n')
          .map((line, i) => `${i === 0 ? '- ' : '  '}${line}`)
          .join('\n'),
      )
      .join('\n')}\n`;
    expect(doors({ 'list.yaml': list })).toEqual([
      `list.yaml:21 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    const json = JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'memcached' },
        spec: { type: 'NodePort', ports: [{ port: 11211 }] },
      },
      undefined,
      1,
    );
    expect(doors({ 'svc.json': json })).toEqual([
      `svc.json:8 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`,
    ]);
    const template = (value: string): string =>
      `apiVersion: v1\nkind: Template\nobjects:\n- apiVersion: v1\n  kind: Service\n  metadata: { name: memcached }\n  spec:\n    type: \${TYPE}\n    ports: [{ port: 11211 }]\nparameters:\n- name: TYPE\n${value}`;
    expect(doors({ 't.yaml': template('  value: LoadBalancer\n') })).toEqual([
      `t.yaml:12 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(doors({ 't.yaml': template('  value: ClusterIP\n') })).toEqual([]);
    expect(doors({ 't.yaml': template('') })).toEqual([
      't.yaml:8 service host memcached tcp 11211->11211 from ? the type of Service/default/memcached is not known: the template parameter TYPE has no value',
    ]);
  });

  it('does not guess placeholders', () => {
    expect(doors({ 'a.yaml': service({ name: 'memcached', type: '${SERVICE_TYPE}' }) })).toEqual([
      'a.yaml:6 service host memcached tcp 11211->11211 from ? the type of Service/default/memcached is not known: the placeholder ${SERVICE_TYPE} is filled in outside the repository',
    ]);
  });

  it('takes the nearest of several installations of one name', () => {
    const files = {
      'shop/web.yaml': deployment({ image: 'nginx' }),
      'shop/service.yaml': loadBalancer(),
      'blog/cache.yaml': deployment(),
    };
    expect(doors(files)).toEqual([
      `shop/service.yaml:6 load-balancer host something-else tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(doors({ ...files, 'shop/web.yaml': deployment() })).toEqual([
      `shop/service.yaml:6 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it('offers the fix with everything that the API would refuse afterwards', () => {
    const text = `apiVersion: v1
kind: Service
metadata:
  name: memcached
spec:
  type: "NodePort"
  externalTrafficPolicy: Local # keep the source
  ports:
    - port: 11211
      nodePort: 31211
`;
    const [door] = ingresses(translate({ 'a.yaml': text }));
    let fixed = text;
    for (const edit of [...door!.fix!.edits].sort(
      (a, b) => b.where.startLine - a.where.startLine,
    )) {
      const lines = fixed.split('\n');
      const start =
        lines.slice(0, edit.where.startLine - 1).join('\n').length +
        (edit.where.startLine > 1 ? 1 : 0) +
        edit.where.startColumn -
        1;
      const end =
        lines.slice(0, edit.where.endLine - 1).join('\n').length +
        (edit.where.endLine > 1 ? 1 : 0) +
        edit.where.endColumn -
        1;
      fixed = fixed.slice(0, start) + edit.replacement + fixed.slice(end);
    }
    expect(fixed).toBe(`apiVersion: v1
kind: Service
metadata:
  name: memcached
spec:
  type: "ClusterIP"
  ports:
    - port: 11211
`);
  });

  it('offers no fix where a line cannot be taken out alone', () => {
    const [door] = ingresses(
      translate({
        'a.yaml': service({ type: 'NodePort', ports: '[{ port: 11211, nodePort: 31211 }]' }),
      }),
    );
    expect(door).toBeDefined();
    expect(door!.fix).toBeUndefined();
  });
});
