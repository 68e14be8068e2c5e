import type { Fact } from '../../facts.js';
import { scriptFacts } from '../host/script.js';
import { resolveInTree } from '../../files/tree.js';
import { entry, itemsOf, type Data } from '../../syntax/data.js';
import { cloudConfigScript } from '../host/cloud-init.js';
import { isCloudConfig } from '../host/names.js';
import type { RemoteModuleCall, ResourceContext, TerraformResource } from './resource.js';
import { startupTexts, type StartupText } from './startup-text.js';
import { toText } from './values.js';

/** What runs a start-up script: a resource, or the call of a module that makes one. */
export type Machine = Pick<TerraformResource | RemoteModuleCall, 'address' | 'body' | 'file'>;

/**
 * What a machine does when it starts, from the arguments that hold its start-up script: memcached and
 * containers it starts, files it writes, its packet filter.
 */
export function startupFacts(
  data: readonly (Data | undefined)[],
  resource: Machine,
  context: ResourceContext,
): Fact[] {
  const texts = data.flatMap((each) =>
    each === undefined ? [] : startupTexts(each, context.tree),
  );
  return run(texts, resource, context);
}

/** What the `remote-exec` provisioners of a resource run on it. */
export function provisionerFacts(resource: Machine, context: ResourceContext): Fact[] {
  const texts = itemsOf(entry(resource.body, 'provisioner.remote-exec')?.value).flatMap(
    (provisioner) => {
      const inline = itemsOf(entry(provisioner, 'inline')?.value).flatMap((line) =>
        startupTexts(line, context.tree),
      );
      const scripts = [
        entry(provisioner, 'script')?.value,
        ...itemsOf(entry(provisioner, 'scripts')?.value),
      ];
      const files = scripts.flatMap((path) => {
        const name = path === undefined ? undefined : toText(path);
        const folder = resource.file.folder;
        const found =
          name === undefined ? undefined : resolveInTree(name.startsWith('/') ? '' : folder, name);
        const file = found === undefined ? undefined : context.tree.read(found);
        return file === undefined
          ? []
          : [
              {
                text: file.text,
                locate: (start: number, end: number) => file.location(start, end),
                file: file.path,
              },
            ];
      });
      return [...inline, ...files];
    },
  );
  return run(texts, resource, context);
}

type Script = Omit<StartupText, 'file'>;

/** Scripts of one machine run one after the other. */
function run(texts: readonly StartupText[], resource: Machine, context: ResourceContext): Fact[] {
  for (const { file } of texts) {
    if (file !== resource.file.path) context.judged(file);
  }
  const scripts: Script[] = texts
    .filter(({ text }) => couldConcernMemcached(text))
    .map((each) => (isCloudConfig(each.text) ? cloudConfigScript(each) : each));
  if (scripts.length === 0) return [];
  const { text, locate } = joined(scripts);
  return [
    ...scriptFacts(text, {
      platform: 'terraform',
      workload: resource.address,
      placement: 'host',
      locate,
    }).facts,
  ];
}

/** Reading a script takes long; one that cannot say anything about memcached is left. */
function couldConcernMemcached(text: string): boolean {
  return /memcache|11211|docker|podman|nerdctl|iptables|nft|ufw|firewall|netsh|security.group|gcloud|doctl|hcloud|nsg/i.test(
    text,
  );
}

function joined(texts: readonly Script[]): Script {
  if (texts.length === 1) return texts[0]!;
  const starts: number[] = [];
  let text = '';
  for (const each of texts) {
    starts.push(text.length);
    text += each.text.endsWith('\n') ? each.text : `${each.text}\n`;
  }
  return {
    text,
    locate: (start, end) => {
      let index = starts.length - 1;
      while (index > 0 && starts[index]! > start) index--;
      const offset = starts[index]!;
      return texts[index]!.locate(start - offset, Math.max(start, end) - offset);
    },
  };
}
