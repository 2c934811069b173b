import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { RecordClosed, RecordReopened } from '../records/index.js';
import { ProjectFiles } from './project-files.js';

/** A project follows its records. */
@Injectable()
export class ProjectsListener {
  constructor(private readonly files: ProjectFiles) {}

  @OnEvent(RecordClosed, 'records.settle-project-after-close')
  @OnEvent(RecordReopened, 'records.settle-project-after-reopening')
  async followRecords({ facts }: Published<RecordClosed>): Promise<void> {
    const record = await this.files.projectOf(facts.recordId);
    if (record) await this.files.followRecords(await this.files.lockOf(record));
  }
}
