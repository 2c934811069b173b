import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CityProfile } from '../city/index.js';
import { VerificationUnknown } from './official-documents.errors.js';
import { IssuedPapers } from './issued-papers.js';
import { unknownCodePage, verificationPage } from './verification-page.js';
import type { VerificationDto } from './verification.dto.js';

/** Answers programs with JSON and people, who come by a QR code, with a page. */
@Injectable()
export class VerificationAnswers {
  constructor(
    private readonly papers: IssuedPapers,
    private readonly city: CityProfile,
  ) {}

  async answer(code: string, request: Request, response: Response): Promise<VerificationDto> {
    response.vary('Accept');
    response.setHeader('Cache-Control', 'no-store');
    if (request.accepts(['json', 'html']) !== 'html') return this.papers.verify(code);
    response.type('html');
    return (await this.page(code, response)) as unknown as VerificationDto;
  }

  private async page(code: string, response: Response): Promise<string> {
    try {
      const answer = await this.papers.verify(code);
      return verificationPage(this.city.name, answer);
    } catch (error) {
      if (!(error instanceof VerificationUnknown)) throw error;
      response.status(404);
      return unknownCodePage(this.city.name, error.message);
    }
  }
}
