import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';

interface Context {
  requestId?: string;
  actorId?: string;
}

/** Who is acting and in which request, for events, audit entries and logs; carried along by the runtime. */
@Injectable()
export class RequestContext {
  private readonly storage = new AsyncLocalStorage<Context>();

  run<T>(context: Context, work: () => T): T {
    return this.storage.run(context, work);
  }

  get requestId(): string | undefined {
    return this.storage.getStore()?.requestId;
  }

  /** The account that acts; undefined when the system does. */
  get actorId(): string | undefined {
    return this.storage.getStore()?.actorId;
  }

  /** Names the account once the request has been authenticated. */
  setActor(accountId: string): void {
    const context = this.storage.getStore();
    if (context) context.actorId = accountId;
  }
}
