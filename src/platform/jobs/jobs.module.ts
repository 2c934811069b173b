import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { Jobs } from './jobs.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Jobs, JobRegistry, JobRunner], exports: [Jobs, JobRegistry, JobRunner] })
export class JobsModule {}
