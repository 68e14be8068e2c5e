/** What is read and how it is judged, for the documents: kept beside the code that does it. */
export const MEANING: readonly (readonly [what: string, how: string])[] = [
  [
    'which files',
    'the default names with their override file; other files of a folder are alternatives and are judged one by one; a file that only adds to another is laid over it',
  ],
  ['`include`, `extends`', 'followed within the repository, also across files'],
  [
    'variables',
    '`.env`, `env_file`, every form (`${A}`, `:-`, `-`, `:?`, `:+`, `$$`); one that nothing sets is open',
  ],
  [
    'merging',
    'per key as Compose does it: `ports` add up, `command` is replaced, `!reset` and `!override` count',
  ],
  [
    '`ports`',
    'short and long form, ranges, host address, IPv6, `/udp`, a container port alone (random host port)',
  ],
  [
    '`network_mode`, `networks`',
    "`host`: the listener counts as the host's; `service:x`: the ports of the other service; `none` and `internal`: no way in",
  ],
  [
    '`image`, `command`, `entrypoint`, `environment`',
    "decide whether it is memcached and where it listens; Bitnami's variables are options",
  ],
  [
    '`build`, `dockerfile_inline`',
    'the [Dockerfile](dockerfile.md) with its arguments; an image that one service builds may be used by another by its name',
  ],
  [
    'proxies in front',
    "Traefik's TCP labels, stream configuration of HAProxy and nginx in the repository",
  ],
  ['templates', 'Jinja and mustache parts are masked, not rejected'],
];
