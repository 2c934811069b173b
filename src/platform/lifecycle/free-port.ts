import { createServer } from 'node:net';

/** The port is somebody else's; the message says what to do. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use, perhaps by a portal that runs already. Stop that one, or set PORT to another number.`);
    this.name = 'PortTaken';
  }
}

/** The port or address cannot be listened on at all. */
export class PortUnusable extends Error {
  constructor(port: number, host: string, code: string) {
    super(
      `The portal cannot listen on port ${port} of ${host} (${code}). Set PORT and HOST to what this machine has and this user may use.`,
    );
    this.name = 'PortUnusable';
  }
}

/** Looks before anything else is started, so that a second start by mistake changes nothing. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, host, resolve);
    });
  } catch (error) {
    throw portProblem(error, port, host);
  }
  await new Promise((closed) => probe.close(closed));
}

export function portProblem(error: unknown, port: number, host: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new PortTaken(port);
  return syscall === 'listen' && code ? new PortUnusable(port, host, code) : error;
}
