import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface FakeClamd {
  /** For `CLAMD_URL`. */
  url: string;
  /** Sizes of what was scanned. */
  scanned: number[];
  /** Speak like a daemon in trouble, until called with null. */
  trouble(kind: 'hang-up' | 'too-large' | null): void;
  close(): Promise<void>;
}

/** The test file of the antivirus industry, put together here so that no scanner takes this source for it. */
export const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''));

/** Speaks clamd's `INSTREAM` as its manual describes it, and finds the test file. */
export async function startClamd(): Promise<FakeClamd> {
  const scanned: number[] = [];
  let inTrouble: 'hang-up' | 'too-large' | null = null;

  function serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    let command = false;
    const content: Buffer[] = [];
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (!command) {
        if (received.length < 10) return;
        if (received.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        command = true;
        received = received.subarray(10);
        if (inTrouble === 'hang-up') return void socket.destroy();
        if (inTrouble === 'too-large') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      }
      while (received.length >= 4) {
        const length = received.readUInt32BE();
        if (length === 0) {
          const whole = Buffer.concat(content);
          scanned.push(whole.length);
          socket.end(whole.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
          return;
        }
        if (received.length < 4 + length) return;
        content.push(received.subarray(4, 4 + length));
        received = received.subarray(4 + length);
      }
    });
  }

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned,
    trouble: (kind) => (inTrouble = kind),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
