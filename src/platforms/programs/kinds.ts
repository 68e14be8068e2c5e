import type { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';

/** A way to write infrastructure as a program. */
export interface ProgramKind {
  /** To be read before "is not evaluated": what it does. */
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  /** Whether a path marks a project, by its name alone; files of other projects are not read. */
  marks(path: string): boolean;
  /** Whether it really is one. */
  isProject(file: SourceFile): boolean;
  /** The folder whose files belong to it. */
  rootOf(mark: SourceFile): string;
  /** The marking file is the program itself. */
  readonly isWhole?: boolean;
  /** Its source files, and what those that describe infrastructure hold. */
  readonly source?: RegExp;
  readonly uses?: RegExp;
  /** What the program makes is in the tree and is judged there. */
  isEvaluatedElsewhere?(root: string, tree: Tree): boolean;
}

const SOURCE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|cs|fs|vb)$/;

/** Puppet, Chef and Salt have files of their own; the others are libraries of general languages. */
export const KINDS: readonly ProgramKind[] = [
  {
    title: 'what this AWS CDK program deploys',
    advice:
      'Scan what `cdk synth` writes (cdk.out/*.template.json), for instance in the step before the deployment.',
    marks: (path) => /(^|\/)cdk\.json$/.test(path),
    isProject: () => true,
    rootOf: (mark) => mark.folder,
    source: SOURCE,
    uses: /aws-cdk|aws_cdk|awscdk|software\.amazon\.awscdk|Amazon\.CDK/,
    isEvaluatedElsewhere: (root, tree) =>
      tree.paths.some(
        (path) =>
          path.startsWith(root === '' ? 'cdk.out/' : `${root}/cdk.out/`) &&
          path.endsWith('.template.json'),
      ),
  },
  {
    title: 'what this CDK for Terraform program deploys',
    advice: 'Scan what `cdktf synth` writes (cdktf.out/stacks/*/cdk.tf.json).',
    marks: (path) => /(^|\/)cdktf\.json$/.test(path),
    isProject: () => true,
    rootOf: (mark) => mark.folder,
    source: SOURCE,
    uses: /cdktf/,
    isEvaluatedElsewhere: (root, tree) =>
      tree.paths.some(
        (path) =>
          path.startsWith(root === '' ? 'cdktf.out/' : `${root}/cdktf.out/`) &&
          path.endsWith('.tf.json'),
      ),
  },
  {
    title: 'what this Pulumi program deploys',
    advice:
      'Only programs in YAML are evaluated; look at the security groups and published ports of this one by hand.',
    marks: (path) => /(^|\/)Pulumi\.ya?ml$/.test(path),
    isProject: ({ text }) =>
      /^runtime\s*:/m.test(text) && !/^runtime\s*:\s*["']?yaml\b/m.test(text),
    rootOf: (mark) => mark.folder,
    source: SOURCE,
    uses: /pulumi/i,
  },
  {
    title: 'what this Puppet code sets up',
    advice:
      'Parameters of the class memcached that stand in Hiera are evaluated; look at the resources of the manifest by hand.',
    marks: (path) => /\.pp$/.test(path) && !/(^|\/)(spec|tests?|examples)\//.test(path),
    isProject: () => true,
    rootOf: ({ folder }) =>
      folder.replace(/(^|\/)(?:manifests|recipes|attributes|resources|providers)(\/.*)?$/, ''),
    isWhole: true,
  },
  {
    title: 'what this Chef cookbook sets up',
    advice:
      'Attributes of the memcached cookbook that stand in roles, environments and nodes in JSON are evaluated; look at the recipe by hand.',
    marks: (path) => /(^|\/)(recipes|attributes|resources|providers)\/[^/]+\.rb$/.test(path),
    isProject: ({ path, text }) =>
      !/(^|\/)(spec|tests?)\//.test(path) &&
      /^\s*(?:include_recipe|package|service|template|firewall_rule|memcached_instance|node\.|(?:default|override|normal|node)\[)/m.test(
        text,
      ),
    rootOf: ({ folder }) =>
      folder.replace(/(^|\/)(?:manifests|recipes|attributes|resources|providers)(\/.*)?$/, ''),
    isWhole: true,
  },
  {
    title: 'what these Salt states set up',
    advice:
      'Pillars of the memcached formula are evaluated; look at the state, and at the files that it writes, by hand.',
    marks: (path) => /\.sls$/.test(path),
    isProject: ({ text }) =>
      /^\s+(?:-\s+)?(?:pkg|service|iptables|firewalld|nftables|file|cmd|docker_container)\.[a-z_]+\s*:/m.test(
        text,
      ),
    rootOf: ({ folder }) =>
      folder.replace(/(^|\/)(?:manifests|recipes|attributes|resources|providers)(\/.*)?$/, ''),
    isWhole: true,
  },
  {
    title: 'what this packet filter lets in',
    advice:
      'Scan what `ferm --noexec --lines` or `firehol debug` writes, as a file of iptables-save (rules.v4), or look at its rules by hand.',
    marks: (path) =>
      /(^|\/)(?:ferm\.conf|ferm(?:\.d)?\/[^/]+\.(?:conf|ferm)|[^/]+\.ferm|firehol\.conf)$/.test(
        path,
      ),
    isProject: ({ text }) => /\b(?:dport|chain|table|domain|interface|server|client)\b/.test(text),
    rootOf: ({ path }) => path,
    isWhole: true,
  },
];
