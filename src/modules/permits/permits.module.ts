import { Module } from '@nestjs/common';
import { PermitTypesModule } from './types/permit-types.module.js';

@Module({ imports: [PermitTypesModule], exports: [PermitTypesModule] })
export class PermitsModule {}
