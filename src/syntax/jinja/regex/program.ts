import { Unsupported, type Node } from './node.js';

/** A step of the machine that matches. */
export type Instruction =
  | { readonly op: 'char'; readonly test: (code: number) => boolean }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly test: (text: string, at: number) => boolean }
  | { readonly op: 'match' };

/** Instructions of one program. */
const LARGEST_PROGRAM = 2000;

/** Appends what matches the node to a program. */
export function emit(node: Node, program: Instruction[]): void {
  if (program.length > LARGEST_PROGRAM) throw new Unsupported();
  switch (node.kind) {
    case 'char':
      program.push({ op: 'char', test: node.test });
      return;
    case 'assert':
      program.push({ op: 'assert', test: node.test });
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      return;
    case 'group':
      program.push({ op: 'save', slot: 2 * node.index });
      emit(node.inner, program);
      program.push({ op: 'save', slot: 2 * node.index + 1 });
      return;
    case 'choice': {
      const jumps: { op: 'jump'; to: number }[] = [];
      node.options.forEach((option, i) => {
        if (i === node.options.length - 1) {
          emit(option, program);
          return;
        }
        const split = { op: 'split' as const, first: program.length + 1, second: 0 };
        program.push(split);
        emit(option, program);
        const jump = { op: 'jump' as const, to: 0 };
        program.push(jump);
        jumps.push(jump);
        split.second = program.length;
      });
      for (const jump of jumps) jump.to = program.length;
      return;
    }
    case 'repeat': {
      for (let i = 0; i < node.least; i++) emit(node.inner, program);
      if (node.most === Infinity) {
        const split = { op: 'split' as const, first: 0, second: 0 };
        const start = program.length;
        program.push(split);
        emit(node.inner, program);
        program.push({ op: 'jump', to: start });
        orient(split, start + 1, program.length, node.greedy);
        return;
      }
      const splits: { op: 'split'; first: number; second: number }[] = [];
      const bodies: number[] = [];
      for (let i = node.least; i < node.most; i++) {
        const split = { op: 'split' as const, first: 0, second: 0 };
        splits.push(split);
        program.push(split);
        bodies.push(program.length);
        emit(node.inner, program);
      }
      splits.forEach((split, i) => orient(split, bodies[i]!, program.length, node.greedy));
    }
  }
}

function orient(
  split: { first: number; second: number },
  body: number,
  out: number,
  greedy: boolean,
): void {
  split.first = greedy ? body : out;
  split.second = greedy ? out : body;
}
