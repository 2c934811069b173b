import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiParam, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/auth/auth.decorators.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import { VerificationUnknown } from './official-documents.errors.js';
import { VerificationDto } from './verification.dto.js';
import { VerificationAnswers } from './verification-answers.js';

@ApiTags('Verification')
@Controller('verifications')
export class VerificationsController {
  constructor(private readonly answers: VerificationAnswers) {}

  /**
   * Check a paper that the city handed out, by the code on it.
   *
   * For everyone. Says whether what the paper stands for is in force today, whatever is printed on it; never who is behind it. The QR
   * code of every paper leads here: opened in a browser it is a page.
   */
  @Get(':code')
  @Public()
  @RateLimit({ limit: 60, windowSeconds: 60, per: 'client' })
  @ApiExtraModels(VerificationDto)
  @ApiParam({
    name: 'code',
    description: 'The code below the QR code; case, blanks and dashes do not matter.',
    example: '3VKMC5E-SG246QV-T4SN1S5-SMR8B',
  })
  @ApiResponse({
    status: 200,
    description: 'What the city says of the paper; with `Accept: text/html`, as a page.',
    content: { 'application/json': { schema: { $ref: getSchemaPath(VerificationDto) } }, 'text/html': { schema: { type: 'string' } } },
  })
  @Problems(VerificationUnknown)
  verifyDocument(
    @Param('code') code: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VerificationDto> {
    return this.answers.answer(code, request, response);
  }
}
