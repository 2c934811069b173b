import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database } from './database.js';

const TRY_AGAIN_MILLISECONDS = 1000;

export interface Listening {
  stop(): Promise<void>;
}

/** Hears what any process says to all by PostgreSQL's `NOTIFY`. */
@Injectable()
export class Signals {
  constructor(private readonly database: Database) {}

  /** Resolves once it listens. When the connection was lost and is there again, something may have been said: `heard` is called. */
  async listen(channel: string, heard: () => void): Promise<Listening> {
    const pool = this.database.separatePool(1);
    let isOver = false;
    const connect = async () => {
      const client = await pool.connect();
      client.on('notification', heard);
      client.once('end', () => void reconnect(client));
      try {
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
      } catch (error) {
        client.removeAllListeners('end');
        client.release(true);
        throw error;
      }
      return client;
    };
    const reconnect = async (lost: PoolClient) => {
      lost.release(true);
      while (!isOver) {
        await sleep(TRY_AGAIN_MILLISECONDS, undefined, { ref: false });
        try {
          current = await connect();
          return heard();
        } catch {
          // Whoever needs the database says that it is away.
        }
      }
    };
    let current = await connect().catch(async (error: unknown) => {
      await pool.end();
      throw error;
    });
    return {
      stop: async () => {
        isOver = true;
        current.removeAllListeners('end');
        current.release(true);
        await pool.end();
      },
    };
  }
}
