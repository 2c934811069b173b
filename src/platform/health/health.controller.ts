import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { HealthCheckService } from '@nestjs/terminus';
import type { Response } from 'express';
import { Settings } from '../config/settings.js';
import { Public } from '../auth/auth.decorators.js';
import { NotFound, Unavailable } from '../http/http.errors.js';
import { Problems } from '../http/problems.decorator.js';
import { HealthDto, ReadinessDto } from './health.dto.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

@ApiTags('Operation')
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    private readonly settings: Settings,
  ) {}

  /**
   * Ask whether the process lives
   *
   * Looks at nothing else: a process that does not answer should be restarted.
   */
  @Public()
  @Get('health')
  @Header('Cache-Control', 'no-store')
  getHealth(): HealthDto {
    return { status: 'ok' };
  }

  /**
   * Ask whether the process can serve
   *
   * Looks at the database, its migrations, the job queue, the store of the files, and whether the process was told to stop. 503 tells which of them is down;
   * send no requests there for now.
   */
  @Public()
  @Problems(Unavailable)
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  async getReadiness(): Promise<ReadinessDto> {
    const { details } = await this.health.check(this.readiness.checks());
    return { status: 'ready', checks: Object.fromEntries(Object.entries(details).map(([name, { status }]) => [name, status])) };
  }

  /**
   * Read the process's measurements
   *
   * In the text format of Prometheus: duration of requests by route, queued and failed work, memory, CPU and event loop. Not there where
   * the city keeps it for itself (`METRICS=off`, `METRICS_PORT`).
   */
  @Public()
  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async getMetrics(@Res({ passthrough: true }) response: Response): Promise<string> {
    if (!this.settings.metrics || this.settings.metricsPort) throw new NotFound('The measurements of this portal are not read here.');
    const { contentType, text } = await this.metrics.page();
    response.type(contentType);
    return text;
  }
}
