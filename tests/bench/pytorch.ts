import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Shape } from './shapes';

/** PyTorch in a process of its own, asked for steps per second. */
export class PyTorch {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    readonly version: string,
  ) {}

  /** Undefined where there is no PyTorch for Debian's python3. */
  static async start(): Promise<PyTorch | undefined> {
    const script = new URL('../../tests/bench/contestants/pytorch.py', import.meta.url).pathname;
    const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'ignore'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const missing = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)));
    const first = await Promise.race([missing, lines.next()]);
    if (!first || first.done) return undefined;
    return new PyTorch(child, lines, first.value);
  }

  async stepsPerSecond({ depth, width, batch }: Shape, seconds: number): Promise<number> {
    this.child.stdin!.write(`${depth} ${width} ${batch} ${seconds}\n`);
    const { value } = await this.lines.next();
    return Number(value);
  }

  end(): void {
    this.child.stdin!.end();
  }
}
