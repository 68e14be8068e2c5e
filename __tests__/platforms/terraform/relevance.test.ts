import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { evaluateRoot, readProject } from '../../../src/platforms/terraform/project.js';
import { mayMatter } from '../../../src/platforms/terraform/relevance.js';
import { judge } from '../../../src/platforms/terraform/translate.js';

/** For every root: whether it is looked at, and how many facts there are when it is. */
function roots(
  files: Record<string, string>,
): { looked: boolean; facts: number; problems: number }[] {
  const tree = new MemoryTree(files);
  const sources = tree.paths.map((path) => tree.read(path)!);
  const project = readProject(sources, tree);
  return project.roots.map((root) => {
    const { facts, problems } = judge(tree, evaluateRoot(tree, project, root));
    return {
      looked: mayMatter(root.config, project.modules),
      facts: facts.length,
      // A circle of modules without anything to judge is nothing to speak of.
      problems: problems.filter(({ message }) => !message.includes('calls itself')).length,
    };
  });
}

const group = `resource "aws_security_group" "g" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
const role = 'resource "aws_iam_role" "r" {\n  name = "r"\n}\n';

describe('roots that cannot say anything are left', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['a type that is judged', { 'main.tf': group }, true],
    [
      'a firewall of a provider that is not known',
      { 'main.tf': 'resource "acme_firewall" "f" {}\n' },
      true,
    ],
    ['types that are not', { 'main.tf': role }, false],
    [
      'a judged type in a called module',
      { 'main.tf': 'module "a" {\n  source = "./a"\n}\n', 'a/main.tf': group },
      true,
    ],
    [
      'none in a called module',
      { 'main.tf': 'module "a" {\n  source = "./a"\n}\n', 'a/main.tf': role },
      false,
    ],
    [
      'a module that is not in the tree',
      { 'main.tf': 'module "a" {\n  source = "x/y/z"\n}\n' },
      true,
    ],
    [
      'a module whose source is put together',
      { 'main.tf': 'module "a" {\n  source = "${path.module}/a"\n}\n', 'a/main.tf': role },
      true,
    ],
    [
      'modules that call each other',
      {
        'a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
        'b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
      },
      false,
    ],
    ['an override that adds nothing', { 'main.tf': role, 'override.tf': role }, false],
    [
      'the JSON syntax',
      { 'main.tf.json': '{"resource": {"aws_security_group": {"g": {}}}}' },
      true,
    ],
  ])('%s', (_, files, looked) => {
    expect(roots(files)[0]!.looked).toBe(looked);
  });

  it('what is left has nothing to say, in any arrangement of modules', () => {
    const call = (to: string, from: string): string =>
      `module "m_${to}" {\n  source = "../${to}"\n}\n`.replace('../', from === '' ? './' : '../');
    const folders = ['a', 'b', 'c', 'd'];
    let left = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            own: fc.constantFrom(
              '',
              role,
              group,
              'module "x" {\n  source = "terraform-aws-modules/security-group/aws"\n  ingress_cidr_blocks = ["0.0.0.0/0"]\n  ingress_rules = ["memcached-tcp"]\n}\n',
              'resource "null_resource" "n" {\n  count = 3\n}\n',
            ),
            calls: fc.uniqueArray(fc.constantFrom(...folders), { maxLength: 2 }),
          }),
          { minLength: 4, maxLength: 4 },
        ),
        (modules) => {
          const files = Object.fromEntries(
            modules.map(({ own, calls }, index) => {
              const folder = folders[index]!;
              const text = calls.filter((to) => to !== folder).map((to) => call(to, folder));
              return [`${folder}/main.tf`, own + text.join('')];
            }),
          );
          for (const root of roots(files)) {
            if (root.looked) continue;
            left++;
            expect([root.facts, root.problems]).toEqual([0, 0]);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(left).toBeGreaterThan(20);
  });
});
