import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { ClamdScanner, readClamdUrl } from './clamd-scanner.js';
import { DiskFileStore } from './disk-file-store.js';
import { FileStore } from './file-store.js';
import { readStorageUrl, S3FileStore } from './s3-file-store.js';
import { NoScanner, Scanner } from './scanner.js';

@Global()
@Module({
  providers: [
    {
      provide: FileStore,
      useFactory: ({ storageUrl, dataDir }: Settings) =>
        storageUrl ? new S3FileStore(readStorageUrl(storageUrl)) : new DiskFileStore(join(dataDir, 'files')),
      inject: [Settings],
    },
    {
      provide: Scanner,
      useFactory: ({ clamdUrl }: Settings) => (clamdUrl ? new ClamdScanner(readClamdUrl(clamdUrl)) : new NoScanner()),
      inject: [Settings],
    },
  ],
  exports: [FileStore, Scanner],
})
export class FilesModule {}
