import { describe, expect, it } from '@jest/globals';
import { SourceFile } from '../../../src/files/source.js';
import {
  isWithoutMeaning,
  mentionsDoors,
  mentionsMemcached,
} from '../../../src/platforms/kubernetes/classify.js';
import { kubernetes } from '../../../src/platforms/kubernetes/index.js';
import { translate } from './support.js';

describe('which files are read', () => {
  it.each([
    ['k8s/a.yaml', 'apiVersion: v1\nkind: Pod\n', true],
    ['k8s/a.json', '{"apiVersion":"v1","kind":"Pod"}', true],
    ['k8s/kustomization.yaml', 'resources: []\n', true],
    ['k8s/Kustomization', 'resources: []\n', true],
    ['c/Chart.yaml', 'name: c\n', true],
    ['c/values.yaml', 'a: b\n', true],
    ['c/values-prod.yml', 'a: b\n', true],
    ['helmfile.yaml', 'releases: []\n', true],
    ['compose.yaml', 'services: {}\n', false],
    ['package.json', '{}', false],
  ])('%s', (path, text, expected) => {
    expect(kubernetes.mayClaim(path) && kubernetes.claims(new SourceFile(path, text))).toBe(
      expected,
    );
  });

  it.each([
    ['image: memcached', true],
    ['port: 11211', true],
    ['name: MEMCACHE', true],
    ['port: 0x2BCB', true],
    ['port: 025713', true],
    ['port: 11_211', true],
    ['"\\x6demcached"', true],
    ['"me\\u006dcached"', true],
    ['-p11211', true],
    ['digest: a112110b', false],
    ['image: redis', false],
  ])('%s could be about memcached: %s', (text, expected) => {
    expect(mentionsMemcached(text)).toBe(expected);
  });

  it.each([
    ['type: LoadBalancer', true],
    ['"type": "NodePort"', true],
    ['type: ${TYPE}', true],
    ['type: *type', true],
    ['kind: NetworkPolicy', true],
    ['kind: TCPRoute', true],
    ['description: a Service of a LoadBalancer', false],
    ['type: ClusterIP', false],
  ])('%s could be a door: %s', (text, expected) => {
    expect(mentionsDoors(text)).toBe(expected);
  });

  it.each([
    ['kind: Secret', true],
    ['kind: Secret\n---\nkind: Service', false],
    ['kind: {{ .Values.kind }}', false],
    ['kind: ConfigMap\ndata: { a: b }', true],
    ['kind: ConfigMap\nmetadata: { name: tcp-services }', false],
    ['{{ include "all" . }}', false],
  ])('%j means nothing: %s', (text, expected) => {
    expect(isWithoutMeaning(text)).toBe(expected);
  });

  it('says nothing about repositories without memcached', () => {
    expect(
      translate({
        'a.yaml':
          'apiVersion: v1\nkind: Service\nspec: { type: LoadBalancer, ports: [{ port: 80 }] }\n',
      }),
    ).toEqual({ facts: [], problems: [] });
  });
});
