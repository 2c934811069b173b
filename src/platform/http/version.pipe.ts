import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { NotFound } from './http.errors.js';
import { Problems } from './problems.decorator.js';

const MOST = 2_147_483_647;

/** For counted versions in an address: `@Param('version', VersionPipe)`. What is no such number names nothing, so it is not found. */
@Injectable()
@Problems(NotFound)
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string, { data }: ArgumentMetadata): number {
    if (/^[1-9]\d{0,9}$/.test(value) && Number(value) <= MOST) return Number(value);
    throw new NotFound('There is no such version.', { errors: [{ pointer: `/${data}`, detail: 'must be a whole number from 1 on' }] });
  }
}
