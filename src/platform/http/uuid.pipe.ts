import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { NotFound } from './http.errors.js';
import { Problems } from './problems.decorator.js';

/** For ids in an address: `@Param('id', UuidPipe)`. What is no id names nothing, so it is not found. */
@Injectable()
@Problems(NotFound)
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) return value.toLowerCase();
    throw new NotFound('There is nothing with this id.', { errors: [{ pointer: `/${data}`, detail: 'must be a UUID' }] });
  }
}
