/** Markdown without its code, in which nothing has a meaning (CommonMark 0.31, 4.5 and 6.1). */
export function outsideCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const run = /^ {0,3}(`{3,})/.exec(line)?.[1];
    if (fence === undefined && run !== undefined) fence = run;
    else if (fence !== undefined && run !== undefined && run.length >= fence.length)
      fence = undefined;
    else if (fence === undefined) kept.push(line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''));
  }
  // Nor in the elements that GitHub links no mention or reference in, while no markup is in them.
  return kept.join('\n').replace(/<code>[^<>]*<\/code>/g, '');
}
