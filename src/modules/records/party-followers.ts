import { Injectable } from '@nestjs/common';

type Follower = (recordId: string) => Promise<void>;

/** Who must know at once, in the same transaction, that somebody joined or left a record; they stand above and register here. */
@Injectable()
export class PartyFollowers {
  private readonly followers: Follower[] = [];

  register(follower: Follower): void {
    this.followers.push(follower);
  }

  async changed(recordId: string): Promise<void> {
    for (const follow of this.followers) await follow(recordId);
  }
}
