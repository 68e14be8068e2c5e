/** What is read and how it is judged, for the documents: kept beside the code that does it. */
export const MEANING: readonly (readonly [what: string, how: string])[] = [
  ['`FROM`', 'the chain of stages; the last one, or the `target` of a build'],
  ['`ARG`, `ENV`', 'across stages, with the forms of BuildKit; build arguments of a Compose file'],
  [
    '`CMD`, `ENTRYPOINT`',
    'the last of each, shell and exec form; an `ENTRYPOINT` drops the `CMD` below it',
  ],
  ['`ONBUILD`', 'counts in the stages built upon it'],
  [
    '`COPY`, `ADD`',
    "entry scripts, supervisord programs, runit and s6 `run` files, memcached's configuration; here-documents; also from another stage",
  ],
  [
    '`RUN`',
    "commands that write or edit (`sed -i`, `perl -pi`) memcached's configuration or an entry script, also in a here-document",
  ],
  [
    'service starts',
    "`service memcached start`, `/etc/init.d/memcached`, `systemctl`, `rc-service`, Debian's wrapper, an init system: the options are those of the configuration as the package brings it and the build changes it",
  ],
  [
    'packages',
    '`apt-get install memcached=1.6.9-2`, `apk add memcached=…`, `yum install memcached-…`: the version with the trust `distribution`; a source archive `memcached-1.4.25.tar.gz`: exact',
  ],
  ['`EXPOSE`', 'documents and opens nothing'],
];
