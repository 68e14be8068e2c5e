import type { Word } from '../../memcached/index.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import { blockinfileModule, replaceModule } from './block-edits.js';
import { CLOUD_MODULES, cloudModule } from './cloud.js';
import { containerModule, swarmServiceModule } from './containers.js';
import { commandModule } from './commands.js';
import { iniModule } from './edits.js';
import { contentKind, copyModule, fileModule, lineinfileModule } from './files-modules.js';
import {
  argumentOf,
  firewalldModule,
  iptablesModule,
  isAbsent,
  textArgument,
  ufwModule,
} from './firewall-modules.js';
import { elasticacheModule } from './cloud-aws.js';
import { iptablesRawModule } from './iptables-raw.js';
import { placedText } from './placed.js';
import { helmModule, kubernetesModule } from './kubernetes.js';
import { knownRole } from './known-roles.js';
import type { Action, Executor } from './run.js';
import { scriptModule, windowsModule } from './scripts.js';
import type { HostState } from './state.js';
import {
  instanceModule,
  NOT_EVALUATED,
  notEvaluated,
  stackModule,
  unknownModule,
} from './stacks.js';
import { flagOf, listItems } from './tasks.js';

/** Modules that are carried out alike; the documentation lists them. */
export interface ModuleGroup {
  readonly names: readonly string[];
  /** For people: what of them counts. */
  readonly judged: string;
  readonly run: (state: HostState, action: Action, workload: string) => void;
}

/** Every module that is carried out, by its short name. */
export const MODULE_GROUPS: readonly ModuleGroup[] = [
  {
    names: ['template', 'copy'],
    judged: 'the file it becomes on the host; a Compose file or a manifest written as text, too',
    run: (state, action, workload) => {
      copyModule(state, action);
      placedText(state, action, workload);
    },
  },
  { names: ['lineinfile'], judged: 'the edited file', run: lineinfileModule },
  { names: ['replace'], judged: 'the edited file', run: replaceModule },
  { names: ['blockinfile'], judged: 'the edited file', run: blockinfileModule },
  { names: ['ini_file'], judged: 'the edited file', run: iniModule },
  { names: ['file'], judged: 'files that go (`state: absent`)', run: fileModule },
  {
    names: ['apt', 'yum', 'dnf', 'dnf5', 'package', 'zypper', 'apk', 'pacman', 'pkgng', 'homebrew'],
    judged: 'memcached installed or removed, with its version',
    run: packageModule,
  },
  {
    names: ['service', 'systemd', 'systemd_service', 'sysvinit', 'openrc'],
    judged: 'memcached stopped; packet filters switched on and off',
    run: serviceModule,
  },
  {
    names: ['iptables'],
    judged: 'the command it stands for, in order, as the kernel evaluates it',
    run: iptablesModule,
  },
  {
    names: ['iptables_raw'],
    judged: 'its lines, in the order of their weights',
    run: iptablesRawModule,
  },
  { names: ['ufw'], judged: 'the command it stands for', run: ufwModule },
  { names: ['firewalld'], judged: 'the command it stands for', run: firewalldModule },
  {
    names: ['command', 'shell', 'raw'],
    judged:
      'packet filters, `docker run`, `podman run`, memcached itself, `sed -i`, `echo` into a file',
    run: commandModule,
  },
  {
    names: ['script'],
    judged:
      'the commands of the shell or PowerShell script, in the state that the tasks before left',
    run: scriptModule,
  },
  {
    names: ['win_command', 'win_shell', 'win_powershell'],
    judged: "memcached's service, containers, the Windows firewall",
    run: windowsModule,
  },
  {
    names: ['docker_container', 'podman_container', 'podman_pod'],
    judged: 'the image and the ports it publishes',
    run: containerModule,
  },
  {
    names: ['docker_swarm_service'],
    judged: 'the image and the ports it publishes',
    run: swarmServiceModule,
  },
  {
    names: ['docker_compose', 'docker_compose_v2', 'docker_service', 'docker_stack'],
    judged: "services in the task; Compose files of the repository are read as Compose's",
    run: stackModule,
  },
  {
    names: ['ec2_instance', 'ec2'],
    judged: 'the shell script of `user_data`',
    run: instanceModule,
  },
  {
    names: ['k8s'],
    judged: 'objects in the task, and the manifests and templates it applies',
    run: kubernetesModule,
  },
  {
    names: ['helm'],
    judged: 'charts in the repository and public memcached charts, with the values given to them',
    run: helmModule,
  },
  {
    names: ['elasticache'],
    judged: 'a managed memcached inside its VPC',
    run: elasticacheModule,
  },
  {
    names: Object.keys(CLOUD_MODULES),
    judged: "their rules, with the module's own defaults for what is left out",
    run: (state, action) => void cloudModule(state, action),
  },
  {
    names: [...NOT_EVALUATED],
    judged: 'not evaluated: told as unresolved where they speak of memcached',
    run: notEvaluated,
  },
];

const GROUP_OF = new Map(
  MODULE_GROUPS.flatMap((group) => group.names.map((name) => [name, group] as const)),
);

/** Carries tasks out on the state of a host. */
export function executorFor(state: HostState, workload: string): Executor {
  return (action) => {
    if (action.module === 'role') knownRole(state, action);
    else if (action.module === 'role_without_tasks') roleWithoutTasks(state, action);
    else {
      const group = GROUP_OF.get(action.module);
      if (group === undefined) unknownModule(state, action);
      else group.run(state, action, workload);
    }
  };
}

/** memcached among the packages; a version when one is pinned. */
function packageModule(state: HostState, action: Action): void {
  const names = argumentOf(action, 'name', 'pkg', 'package', 'list');
  for (const one of listItems(names)) {
    const text = isUnknown(one) ? undefined : pythonText(one);
    const match =
      text === undefined
        ? null
        : /^@?memcached(?:[:=-]v?([0-9][\w.*+:~-]*)?.*)?$/.exec(text.trim());
    if (match === null) continue;
    if (isAbsent(action) || /^(removed|uninstalled)$/.test(textArgument(action, 'state') ?? '')) {
      if (action.onlyIf === undefined) {
        state.removed = true;
        state.installed = undefined;
      }
      continue;
    }
    state.removed = false;
    state.installed = {
      where: one.where,
      ...(match[1] === undefined ? {} : { version: { text: match[1], where: one.where } }),
      ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
    };
  }
}

function serviceModule(state: HostState, action: Action): void {
  const name = textArgument(action, 'name', 'unit', 'service');
  if (name === undefined) return;
  const wanted = textArgument(action, 'state');
  const certain = action.onlyIf === undefined;
  if (/^memcached(@[\w.-]*)?(\.service)?$/.test(name)) {
    if (wanted === 'stopped' && flagOf(argumentOf(action, 'enabled')) !== true) {
      if (certain) state.service = 'stopped';
    } else if (wanted === 'started' || wanted === 'restarted' || wanted === 'reloaded')
      state.service = 'started';
    return;
  }
  // A packet filter that is not running lets everything in.
  if (/^(firewalld|ufw|nftables|iptables|ip6tables)(\.service)?$/.test(name) && certain) {
    const word = (text: string): Word => ({ text, where: action.where });
    const program = name.replace(/\.service$/, '');
    if (wanted === 'stopped') {
      state.filter.push({
        words: [word('systemctl'), word('stop'), word(program)],
        where: action.where,
      });
    } else if (wanted === 'started' || wanted === 'restarted') {
      state.filter.push({
        words: [word('systemctl'), word('start'), word(program)],
        where: action.where,
      });
    }
  }
}

/**
 * A role whose tasks are not in the tree: its packet-filter templates are taken to be put in place,
 * for nothing else would be done with them.
 */
function roleWithoutTasks(state: HostState, action: Action): void {
  const { role } = action.context;
  if (role === undefined) return;
  const { project } = action.run.job;
  for (const path of project.filesBelow(
    `${role.folder === '' ? '' : `${role.folder}/`}templates`,
  )) {
    if (!/iptables|nftables|rules\.v[46]/.test(path)) continue;
    const file = project.tree.read(path);
    if (file === undefined) continue;
    const texts = action.run.renderings(file, action.context);
    const kind = texts[0] === undefined ? undefined : contentKind(texts[0].text);
    if (kind !== 'iptables-save' && kind !== 'nft') continue;
    const six = /6/.test(file.name);
    const target =
      kind === 'nft'
        ? '/etc/nftables.conf'
        : six
          ? '/etc/iptables/rules.v6'
          : '/etc/iptables/rules.v4';
    state.write(target, texts, file.location(0, 1), false, undefined);
  }
}
