import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const LONGEST_WAIT_MS = 30_000;

/** Where Chromium is; undefined when it is not installed. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page in headless Chromium, spoken to over the pipe of its debugging protocol. */
export class Browser {
  /** What the page asked for over the network or from files, in order. */
  readonly requests: string[] = [];
  /** What the browser complained of: blocked by the policy, not understood. */
  readonly complaints: string[] = [];
  private nextId = 1;
  private session: string | undefined;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly events = new Map<string, () => void>();
  private rest = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    const output = child.stdio[4] as Readable;
    output.setEncoding('utf8').on('data', (chunk: string) => this.receive(chunk));
  }

  static async open(path: string): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
    const child = spawn(
      path,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--remote-debugging-pipe',
        `--user-data-dir=${folder}`,
        'about:blank',
      ],
      // In a group of its own, so that its helpers can be ended with it.
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
    );
    const browser = new Browser(child, folder);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.session = String(sessionId);
    for (const domain of ['Page', 'Network', 'Log', 'DOM', 'CSS', 'Accessibility']) {
      await browser.send(`${domain}.enable`);
    }
    return browser;
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    process.kill(-this.child.pid!, 'SIGKILL');
    await gone;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async go(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.events.set('Page.loadEventFired', resolve));
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** The value of an expression in the page. */
  async value<T>(expression: string): Promise<T> {
    const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true });
    return (result as { value: T }).value;
  }

  send(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = this.nextId++;
    const sessionId = this.session === undefined ? {} : { sessionId: this.session };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Chromium did not answer ${method}.`)),
        LONGEST_WAIT_MS,
      );
      this.waiting.set(id, ({ result, error }) => {
        clearTimeout(timer);
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
      (this.child.stdio[3] as Writable).write(
        `${JSON.stringify({ id, method, params, ...sessionId })}\0`,
      );
    });
  }

  private receive(chunk: string): void {
    const messages = (this.rest + chunk).split('\0');
    this.rest = messages.pop()!;
    for (const text of messages) {
      const message = JSON.parse(text) as Message;
      if (message.id !== undefined) this.waiting.get(message.id)?.(message);
      else this.event(message);
    }
  }

  private event({ method, params }: Message): void {
    this.events.get(method ?? '')?.();
    if (method === 'Network.requestWillBeSent') {
      this.requests.push((params!['request'] as { url: string }).url);
    }
    if (method === 'Log.entryAdded') {
      this.complaints.push((params!['entry'] as { text: string }).text);
    }
  }
}
