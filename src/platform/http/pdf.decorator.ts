import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';

/** The answer of a route is a PDF. */
export const Pdf = (description: string) =>
  applyDecorators(
    ApiProduces('application/pdf'),
    ApiResponse({ status: 200, description, content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } }),
  );
