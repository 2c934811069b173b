import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { Principal } from '../../platform/auth/principal.js';
import { Signals, type Listening } from '../../platform/database/signals.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { OpenSessions } from '../accounts/index.js';
import { ChangeStream } from './change-stream.js';
import type { ChangesDto } from './changes.dto.js';
import { TooManyStreams } from './changes.errors.js';
import { ChangesQueries, type Change } from './changes.queries.js';
import { isKnown, readPosition, type Position } from './position.rules.js';

const MOST_OF_ACCOUNT = 10;
const BEAT_MILLISECONDS = 15_000;
const EVERYTHING: ChangesDto = { records: [], messages: [], cart: false, everything: true };

/**
 * Who listens on this process, and what they are told. However many listen, each change is read once: the database signals that there
 * is something, on every replica, and one statement says what and for whom.
 */
@Injectable()
export class ChangeStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Changes');
  private readonly streams = new Map<string, Set<ChangeStream>>();
  private listening: Promise<Listening> | undefined;
  private beat: NodeJS.Timeout | undefined;
  /** How far has been read for everybody; unknown while nobody listens. */
  private position: Position | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;

  constructor(
    private readonly queries: ChangesQueries,
    private readonly sessions: OpenSessions,
    private readonly signals: Signals,
    lifecycle: Lifecycle,
  ) {
    lifecycle.whenStopping(() => this.endAll());
  }

  /** Streams to somebody until they leave, their session ends or the portal stops. */
  async open(principal: Principal, lastEventId: string | undefined, response: Response): Promise<void> {
    if (response.req.method === 'HEAD') return void response.end();
    if ((this.streams.get(principal.accountId)?.size ?? 0) >= MOST_OF_ACCOUNT) throw new TooManyStreams(MOST_OF_ACCOUNT);
    const stream = new ChangeStream(principal, response);
    this.add(stream);
    response.once('close', () => this.remove(stream));
    try {
      await this.listen();
      this.position ??= (await this.queries.since(undefined)).position;
      const from = lastEventId ? readPosition(lastEventId) : undefined;
      const { position, changes } = await this.queries.since(from, principal.accountId);
      const isLost = lastEventId !== undefined && !(from && isKnown(from, position));
      stream.begin(position, isLost ? EVERYTHING : summed(changes).get(principal.accountId));
    } catch (error) {
      this.remove(stream);
      throw error;
    }
  }

  /** Once for all; without a database whoever comes next tries again. */
  private async listen(): Promise<void> {
    this.listening ??= this.signals.listen('changes', () => void this.look());
    try {
      await this.listening;
    } catch (error) {
      this.listening = undefined;
      throw error;
    }
  }

  beforeApplicationShutdown(): Promise<void> {
    this.endAll();
    return this.stopListening();
  }

  /** Ends the streams of sessions that are over, and lets the others know that they are heard. */
  async keepAlive(): Promise<void> {
    await this.endClosed(this.all());
    await this.look();
    if (this.position) for (const stream of this.all()) stream.send(this.position);
  }

  /** Tells everybody what is new. A signal that comes meanwhile has it look once more. */
  private look(): Promise<void> {
    this.lookAgain = true;
    return (this.looking ??= this.lookUntilNothingIsNew().finally(() => (this.looking = undefined)));
  }

  private async lookUntilNothingIsNew(): Promise<void> {
    while (this.lookAgain && this.position) {
      this.lookAgain = false;
      try {
        await this.tell(this.position);
      } catch (error) {
        // The next signal or beat tries again, from where it stood.
        this.logger.warn({ msg: 'What changed could not be read', err: error });
      }
    }
  }

  private async tell(from: Position): Promise<void> {
    const { position, changes } = await this.queries.since(from);
    this.position = position;
    const ended = changes.filter(({ about }) => about === 'session');
    await this.endClosed(ended.flatMap(({ accountId }) => [...(this.streams.get(accountId) ?? [])]));
    for (const [accountId, told] of summed(changes)) {
      for (const stream of this.streams.get(accountId) ?? []) stream.send(position, told);
    }
  }

  private async endClosed(streams: ChangeStream[]): Promise<void> {
    if (streams.length === 0) return;
    const open = await this.sessions.among(streams.map(({ principal }) => principal.sessionId));
    for (const stream of streams) if (!open.has(stream.principal.sessionId)) this.end(stream);
  }

  private all(): ChangeStream[] {
    return [...this.streams.values()].flatMap((streams) => [...streams]);
  }

  private add(stream: ChangeStream): void {
    const { accountId } = stream.principal;
    this.streams.set(accountId, (this.streams.get(accountId) ?? new Set()).add(stream));
    this.beat ??= setInterval(() => void this.keepAlive().catch(() => {}), BEAT_MILLISECONDS).unref();
  }

  private remove(stream: ChangeStream): void {
    const { accountId } = stream.principal;
    const others = this.streams.get(accountId);
    others?.delete(stream);
    if (others?.size === 0) this.streams.delete(accountId);
    if (this.streams.size > 0) return;
    this.position = undefined;
    clearInterval(this.beat);
    this.beat = undefined;
  }

  private endAll(): void {
    for (const stream of this.all()) this.end(stream);
  }

  /** Nobody is told anything any more, whenever the connection is closed. */
  private end(stream: ChangeStream): void {
    this.remove(stream);
    stream.end();
  }

  private async stopListening(): Promise<void> {
    await (await this.listening?.catch(() => undefined))?.stop();
  }
}

/** What each account is told, in one message. */
function summed(changes: Change[]): Map<string, ChangesDto> {
  const told = changes.filter(({ about }) => about !== 'session');
  const byAccount = Map.groupBy(told, ({ accountId }) => accountId);
  return new Map(
    [...byAccount].map(([accountId, own]) => [
      accountId,
      {
        records: own.flatMap(({ number }) => number ?? []),
        messages: own.flatMap(({ messageId }) => messageId ?? []),
        cart: own.some(({ about }) => about === 'cart'),
        everything: false,
      },
    ]),
  );
}
