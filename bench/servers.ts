import { spawn, type ChildProcess } from 'node:child_process';

export interface Server {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a script of this project in a process of its own and waits until it answers on `ready`. */
export async function startServer(script: string, port: number, ready: string, environment: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}${ready}`, child);
  return {
    url,
    pid: child.pid!,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** Asks the portal's API as a client does; a form goes as it is, anything else as JSON. */
export async function post<Body>({ url }: Server, path: string, body: object, accessToken?: string): Promise<Body> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${url}/v1${path}`, {
    method: 'POST',
    headers: {
      ...(isForm ? {} : { 'content-type': 'application/json' }),
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The server stopped with exit code ${child.exitCode} before it answered.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No answer from ${url} within a minute.`);
}
