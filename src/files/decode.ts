/** The text of a file, or why it has none. */
export type Decoded = { readonly text: string } | { readonly reason: string };

/** How much of a file is looked at for NUL bytes. */
const HEAD = 8192;

/**
 * Decodes UTF-8 and, with a byte-order mark, UTF-16. The mark is dropped; invalid sequences become
 * U+FFFD. A NUL byte near the start means that the file is no text.
 */
export function decode(bytes: Buffer): Decoded {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes) };
  }
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
    return { text: new TextDecoder('utf-16le').decode(swapped) };
  }
  const nul = bytes.subarray(0, HEAD).indexOf(0);
  if (nul >= 0) {
    const without = withoutMark(bytes);
    return without === undefined
      ? { reason: 'it is a binary file (it holds a NUL byte)' }
      : { text: without };
  }
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: bytes.toString('utf8', marked ? 3 : 0) };
}

/** UTF-16 without a mark: mostly ASCII, so that every other byte is NUL. */
function withoutMark(bytes: Buffer): string | undefined {
  const length = Math.min(bytes.length - (bytes.length % 2), HEAD);
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.8 && even === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (even > pairs * 0.8 && odd === 0) {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
    return new TextDecoder('utf-16le').decode(swapped);
  }
  return undefined;
}
