import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { RecordClosed, RecordReopened } from '../records/index.js';
import { ProjectLock } from './project-lock.js';
import { ProjectShell } from './project-shell.js';

/** A project follows its records. */
@Injectable()
export class ProjectsListener {
  constructor(
    private readonly lock: ProjectLock,
    private readonly shell: ProjectShell,
  ) {}

  @OnEvent(RecordClosed, 'records.settle-project-after-close')
  @OnEvent(RecordReopened, 'records.settle-project-after-reopening')
  async settle({ facts }: Published<RecordClosed>): Promise<void> {
    const turn = await this.lock.ofMember(facts.recordId);
    if (turn) await this.shell.settle(turn);
  }
}
