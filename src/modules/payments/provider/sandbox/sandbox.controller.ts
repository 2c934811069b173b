import { Body, Controller, Get, Header, HttpCode, HttpStatus, Param, Post, Query, Redirect } from '@nestjs/common';
import { ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../../platform/auth/auth.decorators.js';
import { Problems } from '../../../../platform/http/problems.decorator.js';
import { ProviderNotInUse, SandboxSessionNotFound } from '../../payments.errors.js';
import { SandboxCounter } from './sandbox-counter.js';
import { SandboxOutcomeDto, SandboxPageQuery } from './sandbox.dto.js';

@ApiTags('Sandbox payment provider')
@Controller('sandbox/checkouts')
export class SandboxController {
  constructor(private readonly counter: SandboxCounter) {}

  /**
   * Open the sandbox's payment page.
   *
   * Where `checkOut` sends the payer while `PAYMENT_PROVIDER` is `sandbox`: an HTML page with the fees and three buttons. It stands
   * for the page of a real provider; no money moves and no card is asked for.
   */
  @Get(':id')
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @ApiProduces('text/html')
  @Problems(SandboxSessionNotFound, ProviderNotInUse)
  openSandboxPage(@Param('id') id: string, @Query() query: SandboxPageQuery): Promise<string> {
    return this.counter.page(id, query.declined !== undefined);
  }

  /**
   * Pay, decline or cancel on the sandbox's page.
   *
   * A form (`application/x-www-form-urlencoded`). The sandbox first calls the portal's signed webhook, then answers 303: to the
   * portal after `pay` and `cancel`, back to its own page after `decline`. Sent again it changes nothing.
   */
  @Post(':id')
  @Public()
  @HttpCode(HttpStatus.SEE_OTHER)
  @Redirect('/', HttpStatus.SEE_OTHER)
  @ApiConsumes('application/x-www-form-urlencoded')
  @Problems(SandboxSessionNotFound, ProviderNotInUse)
  async decideSandboxPayment(@Param('id') id: string, @Body() body: SandboxOutcomeDto): Promise<{ url: string }> {
    return { url: await this.counter.decide(id, body.outcome) };
  }
}
