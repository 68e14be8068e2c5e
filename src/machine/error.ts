/** Thrown when a folder holds no output that is understood; the message is for people. */
export class MachineError extends Error {
  override readonly name = 'MachineError';
}
