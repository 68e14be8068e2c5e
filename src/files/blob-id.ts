import { createHash } from 'node:crypto';

/** The name that git gives to the bytes of a file (`git hash-object`); the hash is the repository's. */
export function blobId(bytes: Uint8Array, hash: 'sha1' | 'sha256'): string {
  return createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
