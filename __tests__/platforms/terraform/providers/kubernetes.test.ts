import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../../src/files/memory.js';
import { scanTree } from '../../../../src/scan.js';
import { translate } from '../helpers.js';
import { checkTwins, serious } from './twins.js';

const DEPLOYMENT = `
resource "kubernetes_deployment_v1" "cache" {
  metadata {
    name = "cache"
    labels = { app = "cache" }
  }
  spec {
    selector { match_labels = { app = "cache" } }
    template {
      metadata { labels = { app = "cache" } }
      spec {
        container {
          name  = "cache"
          image = "memcached:1.6"
          port { container_port = 11211 }
        }
      }
    }
  }
}
`;

const SERVICE = `
resource "kubernetes_service" "cache" {
  metadata { name = "cache" }
  spec {
    type     = "LoadBalancer"
    selector = { app = "cache" }
    port {
      port        = 80
      target_port = 11211
    }
  }
}
`;

const MANIFEST = `
resource "kubernetes_manifest" "cache" {
  manifest = {
    apiVersion = "v1"
    kind       = "Service"
    metadata   = { name = "memcached" }
    spec = {
      type     = "NodePort"
      selector = { app = "cache" }
      ports    = [{ port = 11211, nodePort = 31211 }]
    }
  }
}
`;

const KUBECTL = `
resource "kubectl_manifest" "cache" {
  yaml_body = <<-YAML
    apiVersion: v1
    kind: Service
    metadata:
      name: memcached
    spec:
      type: LoadBalancer
      ports:
        - port: 11211
  YAML
}
`;

const RELEASE = `
resource "helm_release" "cache" {
  name       = "cache"
  chart      = "memcached"
  values = [<<-YAML
    service:
      type: LoadBalancer
  YAML
  ]
}
`;

describe('objects of Kubernetes in Terraform', () => {
  checkTwins([
    {
      name: 'a Service in front of a Deployment',
      text: DEPLOYMENT + SERVICE,
      safe: [
        ['"LoadBalancer"', '"ClusterIP"'],
        ['= 11211\n    }\n  }\n}', '= 8080\n    }\n  }\n}'],
        [
          'selector = { app = "cache" }',
          'load_balancer_source_ranges = ["10.0.0.0/8"]\n    selector = { app = "cache" }',
        ],
        [
          'metadata { name = "cache" }',
          'metadata {\n    name = "cache"\n    annotations = { "networking.gke.io/load-balancer-type" = "Internal" }\n  }',
        ],
        ['image = "memcached:1.6"', 'image = "memcached:1.6"\n args = ["-l", "127.0.0.1"]'],
      ],
    },
    {
      name: 'a host port',
      text: DEPLOYMENT.replace(
        'container_port = 11211',
        'container_port = 11211\n host_port = 11211',
      ),
      safe: [['host_port = 11211', 'host_port = 11211\n host_ip = "127.0.0.1"']],
    },
    {
      name: 'the host network',
      text: DEPLOYMENT.replace('container {', 'host_network = true\n container {'),
      safe: [['true', 'false']],
    },
    { name: 'a manifest', text: DEPLOYMENT + MANIFEST, safe: [['NodePort', 'ClusterIP']] },
    { name: 'YAML in a heredoc', text: KUBECTL, line: 9, safe: [['LoadBalancer', 'ClusterIP']] },
    {
      name: 'a release of the public chart',
      text: RELEASE,
      line: 7,
      safe: [['LoadBalancer', 'ClusterIP']],
    },
    {
      name: 'a value that is set',
      text: RELEASE.replace(
        'values =',
        'set {\n    name  = "service.type"\n    value = "NodePort"\n  }\n  values =',
      ).replace('LoadBalancer', 'ClusterIP'),
      safe: [['"NodePort"', '"ClusterIP"']],
    },
  ]);

  it('judges a manifest in a file of its own once', () => {
    const tree = new MemoryTree({
      'main.tf':
        'resource "kubernetes_manifest" "a" {\n  manifest = yamldecode(file("${path.module}/a.yaml"))\n}\n',
      'a.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: {name: memcached}\nspec:\n  type: LoadBalancer\n  ports: [{port: 11211}]\n',
    });
    expect(scanTree(tree).findings.map(({ location }) => location.file)).toEqual(['a.yaml']);
  });

  it('reads the JSON form', () => {
    const json = (type: string): MemoryTree =>
      new MemoryTree({
        'main.tf.json': JSON.stringify({
          resource: {
            kubernetes_service: {
              cache: {
                metadata: { name: 'memcached' },
                spec: { type, selector: { app_name: 'cache' }, port: { port: 11211 } },
              },
            },
          },
        }),
      });
    expect(scanTree(json('LoadBalancer')).findings).toHaveLength(1);
    expect(scanTree(json('ClusterIP')).findings).toEqual([]);
  });

  it('gives each fact to the resource it stands in', () => {
    const { ingresses, listeners } = translate(
      `variable "lb" {}\n${DEPLOYMENT}${SERVICE.replace('metadata', 'count = var.lb ? 1 : 0\n  metadata')}`,
    );
    expect(ingresses[0]?.onlyIf).toContain('var.lb');
    expect(listeners).toHaveLength(1);
  });
});

const CONTAINER = `
resource "docker_image" "cache" { name = "memcached:1.6" }
resource "docker_container" "cache" {
  name  = "cache"
  image = docker_image.cache.image_id
  ports {
    internal = 11211
    external = 11300
  }
}
`;

describe('Docker in Terraform', () => {
  checkTwins([
    {
      name: 'a published port',
      text: CONTAINER,
      line: 8,
      safe: [
        ['external = 11300', 'external = 11300\n    ip = "127.0.0.1"'],
        ['internal = 11211', 'internal = 11212'],
        ['internal = 11211', 'internal = 11211\n    protocol = "udp"'],
        ['"memcached:1.6"', '"nginx:1"'],
        ['name  = "cache"', 'name = "cache"\n  command = ["memcached", "-l", "127.0.0.1"]'],
      ],
    },
    {
      name: 'the network of the host',
      text: CONTAINER.replace('  ports', '  network_mode = "host"\n  ports'),
      safe: [['"host"', '"none"']],
    },
    {
      name: 'a service of a swarm',
      text: `
resource "docker_service" "cache" {
  name = "cache"
  task_spec {
    container_spec {
      image = "memcached:1.6"
    }
  }
  endpoint_spec {
    ports {
      target_port    = 11211
      published_port = 11211
    }
  }
}
`,
      safe: [
        ['target_port    = 11211', 'target_port    = 80'],
        ['image =', 'command = ["memcached", "-l", "127.0.0.1"]\n      image ='],
      ],
    },
  ]);

  it('knows the image by its resource', () => {
    expect(translate(CONTAINER).listeners).toHaveLength(1);
    expect(serious(CONTAINER)).toHaveLength(1);
  });
});
