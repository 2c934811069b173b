import { Injectable } from '@nestjs/common';
import { CityProfile } from '../../city/index.js';

const MEGABYTE = 1_048_576;

/** How much a record takes. */
@Injectable()
export class UploadLimits {
  readonly mostBytes: number;
  readonly mostPerRecord: number;
  /** Of an account that merely follows the record. */
  readonly mostPerLinkedAccount: number;

  constructor(profile: CityProfile) {
    this.mostBytes = (profile.attachments?.maxMegabytes ?? 50) * MEGABYTE;
    this.mostPerRecord = profile.attachments?.maxPerRecord ?? 200;
    this.mostPerLinkedAccount = profile.attachments?.maxPerLinkedAccount ?? 20;
  }
}
