import type { Request } from 'express';
import type { Principal } from '../../../platform/auth/principal.js';
import type { ReceivedFile } from './upload-storage.js';

export type UploadRequest = Request & { user?: Principal; file?: Express.Multer.File & { received: ReceivedFile } };

/** Who may upload on a route. Throws for everyone else, before the body is read. */
export abstract class UploadGate {
  abstract expectUpload(request: UploadRequest): Promise<void>;
}
