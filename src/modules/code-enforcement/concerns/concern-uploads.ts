import { Injectable } from '@nestjs/common';
import { UploadGate, type UploadRequest } from '../../attachments/index.js';
import { ConcernsService } from './concerns.service.js';

/** Whoever has the follow-up code of an open concern, or raised it while signed in. */
@Injectable()
export class ConcernUploads extends UploadGate {
  constructor(private readonly concerns: ConcernsService) {
    super();
  }

  expectUpload({ user, params }: UploadRequest): Promise<void> {
    return this.concerns.expectPhoto(user, params.code as string);
  }
}
