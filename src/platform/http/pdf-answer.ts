import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';

/** The answer is a PDF. */
export const PdfAnswer = (description: string) =>
  applyDecorators(
    ApiProduces('application/pdf'),
    ApiResponse({ status: 200, description, content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } }),
  );
