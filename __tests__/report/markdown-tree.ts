import { parsers } from 'prettier/plugins/markdown';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

/**
 * The structure of a Markdown text as prettier's parser (remark, with GitHub's tables) reads it: kinds of
 * nodes, tags, targets of links; no text and no code.
 */
export function markdownTree(markdown: string): string[] {
  const parse = parsers.markdown.parse as (text: string, options: object) => Node;
  const found: string[] = [];
  const visit = (node: Node, level: number): void => {
    const detail = node.type === 'html' ? node.value : (node.url ?? node.depth ?? '');
    // How text is split into words, and how many lines of code there are, says nothing about structure.
    if (!['text', 'sentence', 'word', 'whitespace'].includes(node.type)) {
      found.push(`${' '.repeat(level)}${node.type} ${detail}`);
    }
    for (const child of node.children ?? []) visit(child, level + 1);
  };
  visit(parse(markdown, {}), 0);
  return found;
}
