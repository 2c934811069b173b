import { Injectable } from '@nestjs/common';

/** Types of records of which the module that keeps them settles itself who takes part; it registers them here. */
@Injectable()
export class OwnTeams {
  private readonly invitedBy = new Map<string, string>();

  /** @param operationId by which people are invited to such a record */
  register(typeCode: string, operationId: string): void {
    this.invitedBy.set(typeCode, operationId);
  }

  invitedByOf(typeCode: string): string | undefined {
    return this.invitedBy.get(typeCode);
  }
}
