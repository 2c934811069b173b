import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { VerificationUnknown } from '../permits.errors.js';
import { VerificationDto } from './verification.dto.js';
import { VerificationAnswers } from './verification-answers.js';

@ApiTags('Verification')
@Controller('verifications')
export class VerificationsController {
  constructor(private readonly answers: VerificationAnswers) {}

  /**
   * Checks a paper that the city handed out, by the code on it.
   *
   * For everyone. Says whether the permit is in force today, whatever the paper says; never who is behind it. The QR code of a permit
   * card leads here: opened in a browser it is a page.
   */
  @Get(':code')
  @Public()
  @RateLimit({ limit: 60, windowSeconds: 60, per: 'client' })
  @ApiProduces('application/json', 'text/html')
  @Problems(VerificationUnknown)
  verifyDocument(
    @Param('code') code: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VerificationDto> {
    return this.answers.answer(code, request, response);
  }
}
