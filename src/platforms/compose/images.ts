import { parseImage, type Word } from '../../memcached/index.js';

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
    'matomo mediawiki memcached-exporter metabase minio mongo mongo-express mongodb moodle mosquitto mssql ' +
    'mysql mysql-server nats neo4j nexus nexus3 nextcloud nginx nginx-proxy nginx-unprivileged node ' +
    'node-exporter odoo opensearch opensearch-dashboards openresty owncloud percona pgadmin4 pgbouncer php ' +
    'php-apache php-fpm phpmyadmin phppgadmin portainer portainer-ce postgis postgres postgresql ' +
    'prometheus python rabbitmq redis redis-commander redis-stack redisinsight redmine registry ruby ' +
    'selenium sentry server-jre solr sonarqube squid statsd strapi swagger-ui telegraf tempo timescaledb ' +
    'tomcat traefik typo3 valkey varnish vault vernemq victoria-metrics whoami wordpress zabbix zipkin zookeeper'
  ).split(' '),
);

/** Whether an image is one that is known to be no memcached. */
export function isKnownOther(image: Word | undefined): boolean {
  const reference = image === undefined ? undefined : parseImage(image);
  return reference !== undefined && KNOWN.has(reference.base);
}

/** Whether memcached's name is part of an image's name. */
export function isNamedMemcached(image: Word | undefined): boolean {
  const reference = image === undefined ? undefined : parseImage(image);
  return reference !== undefined && reference.base.includes('memcache');
}
