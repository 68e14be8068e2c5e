import { append } from '../../append.js';
import { renderedOf, yamlIn } from '../../syntax/jinja/index.js';
import { entry } from '../../syntax/data.js';
import { objectsIn } from '../kubernetes/index.js';
import { argumentOf, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import { mentionsMemcached, stackModule } from './stacks.js';
import type { HostState } from './state.js';

/**
 * Text of a task that becomes a Compose file or a Kubernetes manifest of the host. Files of the
 * repository that become one are read as Compose's and Kubernetes' own.
 */
export function placedText(state: HostState, action: Action, workload: string): void {
  const content = argumentOf(action, 'content');
  const path = textArgument(action, 'dest', 'path');
  if (content === undefined || path === undefined || !/\.(?:ya?ml|json)(?:\.j2)?$/i.test(path))
    return;
  if (!mentionsMemcached(action)) return;
  const isData = content.type === 'map' || content.type === 'list';
  const { documents } = isData
    ? { documents: [content] }
    : yamlIn(content.where.file, renderedOf(content));
  for (const data of documents) {
    if (entry(data, 'services') !== undefined && entry(data, 'kind') === undefined)
      stackModule(state, { ...action, args: new Map([['definition', data]]) }, workload);
    else append(state.objects, objectsIn(data, { set: '' }));
  }
}
