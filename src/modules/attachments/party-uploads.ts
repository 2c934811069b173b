import { Injectable } from '@nestjs/common';
import { AttachmentsService } from './attachments.service.js';
import { UploadGate, type UploadRequest } from './upload/upload-gate.js';

/** Parties of the record in the address, and staff. */
@Injectable()
export class PartyUploads extends UploadGate {
  constructor(private readonly attachments: AttachmentsService) {
    super();
  }

  expectUpload({ user, params }: UploadRequest): Promise<void> {
    return this.attachments.expectUpload(user!, params.number as string);
  }
}
