import { Quarry } from './quarry.js';
import { startPlatform } from './platform.js';

/** A worker process of its own, to be killed in the middle of its work. */
await startPlatform({ providers: [Quarry] }, { DATABASE_URL: process.env.DATABASE_URL!, WORKER: 'on', WORKER_LEASE_SECONDS: '1' });
console.log('ready');
