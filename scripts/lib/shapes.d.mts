/** Files by path for n of something. */
export declare const SHAPES: Readonly<Record<string, (n: number) => Record<string, string>>>;
