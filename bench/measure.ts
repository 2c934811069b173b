import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** One request a client makes; made anew for every request, so that clients differ. */
export interface Shot {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Figures {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Milliseconds of processor time that the server spent on one request. */
  cpuMsPerRequest: number;
  failures: number;
}

/** Drives a server with `clients` connections for `seconds` and takes its figures; answers other than 2xx count as failures. */
export async function measure(url: string, pid: number, clients: number, seconds: number, next: () => Shot): Promise<Figures> {
  const cpuBefore = cpuMs(pid);
  const result = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    requests: [
      {
        setupRequest: (request: autocannon.Request) => {
          const shot = next();
          return {
            ...request,
            method: shot.method,
            path: shot.path,
            headers: { ...(shot.body === undefined ? {} : { 'content-type': 'application/json' }), ...shot.headers },
            body: shot.body === undefined ? undefined : JSON.stringify(shot.body),
          };
        },
      },
    ],
  });
  const served = result['2xx'];
  return {
    requestsPerSecond: served / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    cpuMsPerRequest: (cpuMs(pid) - cpuBefore) / Math.max(1, served + result.non2xx),
    failures: result.non2xx + result.errors,
  };
}

/** The middle one of several rounds, by requests per second. */
export function middle(rounds: Figures[]): Figures {
  return [...rounds].sort((a, b) => a.requestsPerSecond - b.requestsPerSecond)[Math.floor(rounds.length / 2)]!;
}

/** Processor time a process has used so far. Linux only. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The most resident memory a process has ever had, in megabytes. Linux only. */
export function peakMegabytes(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

/** The resident memory of a process, in megabytes. Linux only. */
export function residentMegabytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}
