import { imageKind, parseImage } from './images.js';
import type { Word } from './types.js';

/**
 * Widely used images by the last part of their name, which serve something other than memcached. An
 * operating system's image is not among them: anything can run in it.
 */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'activemq adminer airflow apache arangodb artifactory authelia caddy cadvisor cassandra clickhouse ' +
    'clickhouse-server cockroach confluence consul coredns couchbase couchdb cp-kafka dionaea discourse ' +
    'drone drupal elasticsearch emqx envoy etcd fluent-bit fluentd ghost gitea gitlab gitlab-ce gitlab-ee ' +
    'gogs grafana haproxy hazelcast httpd infinispan influxdb jaeger jenkins jira joomla kafka keycloak ' +
    'kibana kong localstack logstash loki magento mailcatcher mailhog mailpit mariadb mattermost ' +
    'matomo mcrouter mediawiki memcached-exporter metabase minio mongo mongo-express mongodb moodle mosquitto mssql ' +
    'mysql mysql-server nats neo4j nexus nexus3 nextcloud nginx nginx-proxy nginx-unprivileged node ' +
    'node-exporter odoo opensearch opensearch-dashboards openresty owncloud percona pgadmin4 pgbouncer php ' +
    'php-apache php-fpm phpmyadmin phppgadmin portainer portainer-ce postgis postgres postgresql ' +
    'prometheus python rabbitmq redis redis-commander redis-stack redisinsight redmine registry ruby ' +
    'selenium sentry server-jre solr sonarqube squid statsd strapi swagger-ui telegraf tempo timescaledb ' +
    'tomcat traefik typo3 valkey varnish vault vernemq victoria-metrics whoami wordpress zabbix zipkin zookeeper ' +
    'agnhost alertmanager cert-manager-controller cilium cluster-autoscaler dex echoserver ' +
    'envoy-gateway external-dns http-echo ingress-nginx-controller kindnetd kube-proxy kube-state-metrics ' +
    'metrics-server nginx-ingress nginx-ingress-controller nginx-slim oauth2-proxy pause pilot proxyv2 ' +
    'redis-exporter redis-sentinel velero'
  ).split(' '),
);

/** Whether an image is one that is known to be no memcached, or is named as something around it. */
export function isKnownOther(image: Word | undefined): boolean {
  const reference = image === undefined ? undefined : parseImage(image);
  if (reference === undefined) return false;
  return (
    KNOWN.has(reference.base) ||
    (reference.base.includes('memcache') && imageKind(reference) === 'something-else')
  );
}

/**
 * Programs that serve something other than memcached. Interpreters are not among them: what a script
 * starts is not seen.
 */
const OTHER_SERVERS: ReadonlySet<string> = new Set(
  (
    'apache2 apache2-foreground apachectl beam.smp caddy catalina.sh celery coredns dnsmasq envoy etcd ' +
    'gunicorn haproxy httpd influxd kong mongod mongos mosquitto mysqld mysqld_safe named nats-server nginx ' +
    'pgbouncer php-fpm postgres prometheus puma rabbitmq-server redis-sentinel redis-server sshd squid ' +
    'telegraf traefik twemproxy nutcracker uvicorn uwsgi valkey-server varnishd vault'
  ).split(' '),
);

/** Whether a command is one of a server that is not memcached, and of nothing else beside it. */
export function isOtherServer(words: readonly Word[]): boolean {
  const texts = words.map(({ text }) => text);
  let first = texts[0];
  if (first === undefined || texts.some((text) => text?.includes('memcache'))) return false;
  if (/(?:^|\/)(?:ba|da|a)?sh$/.test(first)) {
    const script = texts.findIndex((text) => /^-[a-z]*c$/.test(text ?? ''));
    const text = script < 0 ? undefined : texts[script + 1];
    if (text === undefined || /[;&|\n]/.test(text)) return false;
    first = /^\s*(?:exec\s+)?([^\s]+)/.exec(text)?.[1] ?? '';
  }
  return OTHER_SERVERS.has(first.slice(first.lastIndexOf('/') + 1));
}
