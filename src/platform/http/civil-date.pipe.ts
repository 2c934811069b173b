import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { InvalidInput } from '../errors/domain-error.js';
import { Problems } from './problems.decorator.js';
import { isCivilDate } from '../time/civil-date.js';

/** For days in an address: `@Param('date', CivilDatePipe)`. */
@Injectable()
@Problems(InvalidInput)
export class CivilDatePipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (isCivilDate(value)) return value;
    throw new InvalidInput([{ pointer: `/${data}`, detail: 'must be a date such as 2026-06-01' }]);
  }
}
