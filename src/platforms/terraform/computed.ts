import type { Location } from '../../files/source.js';
import { entry as entryNamed, itemsOf, type Data, type Mapping } from '../../syntax/data.js';
import { SourceFile } from '../../files/source.js';
import { evaluate } from './evaluate.js';
import { renderFile } from './template-file.js';
import { type Scope } from './scope.js';
import { list, mapping, originOf, toText, unknown, withOrigin } from './values.js';

interface Computing {
  readonly type: string;
  readonly address: string;
  readonly body: Mapping;
}

/** Attributes that a resource computes from its own configuration, without any outside world. */
export function computedAttribute(
  resource: Computing,
  name: string,
  where: Location,
  scope: Scope,
): Data | undefined {
  switch (`${resource.type}.${name}`) {
    case 'template_file.rendered':
      return renderedTemplate(resource, where, scope);
    case 'terraform_data.output':
    case 'null_data_source.outputs':
      return entryNamed(resource.body, name === 'output' ? 'input' : 'inputs')?.value;
    case 'local_file.content':
    case 'local_sensitive_file.content': {
      const path = toText(entryNamed(resource.body, 'filename')?.value ?? unknown('', where));
      const file = path === undefined ? undefined : scope.names.readFile(path);
      return file instanceof SourceFile
        ? withOrigin(
            { type: 'scalar', value: file.text, where: file.location(0, file.text.length) },
            { file },
          )
        : undefined;
    }
    case 'cloudinit_config.rendered':
    case 'template_cloudinit_config.rendered': {
      // A MIME archive of its parts; readers look at the parts.
      const parts = itemsOf(entryNamed(resource.body, 'part')?.value).map(
        (part) => entryNamed(part, 'content')?.value ?? mapping([], where),
      );
      const archive = unknown('the parts of the cloud-init archive are packed', where);
      return withOrigin(archive, { data: list(parts, where) });
    }
    default:
      return undefined;
  }
}

function renderedTemplate(resource: Computing, where: Location, scope: Scope): Data | undefined {
  const template = entryNamed(resource.body, 'template')?.value;
  if (template === undefined) return undefined;
  const text = toText(template);
  if (text === undefined) return template;
  const file = originOf(template)?.file ?? new SourceFile(template.where.file, text);
  const variables = entryNamed(resource.body, 'vars')?.value ?? mapping([], where);
  return renderFile(file, variables, scope, where, evaluate);
}
