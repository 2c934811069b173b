import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');
const COMPILE_CACHE = join(tmpdir(), 'frontcounter-compile-cache');
const PATIENCE_MILLISECONDS = 60_000;

/** A process of its own: the portal as it was built for this run, or a script of the tests. */
export class Child {
  output = '';
  readonly process: ChildProcess;
  private readonly ended: Promise<unknown>;

  /** @param inShell started as npm does it: what is called `process` here is then a shell that stands in between */
  constructor(script: string, environment: Record<string, string | undefined>, { inShell = false, words: given = [] as string[] } = {}) {
    const command = [process.execPath, ...(script.endsWith('.ts') ? ['--import', './test/support/typescript.mjs'] : []), script, ...given];
    const [program, ...words] = inShell ? ['/bin/sh', '-c', '"$0" "$@"; true', ...command] : command;
    this.process = spawn(program!, words, {
      cwd: PROJECT,
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = once(this.process, 'exit');
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Until it has said so; fails with what it said instead. */
  async says(what: string | RegExp): Promise<void> {
    const said = () => (typeof what === 'string' ? this.output.includes(what) : what.test(this.output));
    await until(said, () => `${String(what)} was not said, but: ${this.output}`, this);
  }

  async end(): Promise<number | null> {
    await this.ended;
    return this.process.exitCode;
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async kill(): Promise<void> {
    if (!this.hasEnded) this.process.kill('SIGKILL');
    await this.ended;
  }
}

/** Looks every few milliseconds, for things that other processes do in their own time; gives up loudly. */
export async function until(met: () => boolean | Promise<boolean>, complaint: () => string, child?: Child): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await met())) {
    if (Date.now() > deadline || child?.hasEnded) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
