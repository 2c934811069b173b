import { Global, Module } from '@nestjs/common';
import { CsvImportQueries } from './csv-imports.queries.js';
import { CsvImportsService } from './csv-imports.service.js';
import { CsvLoader } from './csv-loader.js';

const SERVICES = [CsvImportsService, CsvImportQueries, CsvLoader];

@Global()
@Module({ providers: SERVICES, exports: SERVICES })
export class CsvModule {}
