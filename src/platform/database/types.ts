import { Type, type Platform, type EntityProperty } from '@mikro-orm/core';
import type { Pool, TypeOverrides } from 'pg';

/** Its number among the types of PostgreSQL. */
const TIMESTAMPTZ = 1184;

/** `timestamptz` ⇄ `Temporal.Instant`. */
export class InstantType extends Type<Temporal.Instant, string> {
  override convertToDatabaseValue(value: Temporal.Instant): string {
    return value == null ? value : value.toString();
  }
  override convertToJSValue(value: string | Date): Temporal.Instant {
    return value == null ? value : toInstant(value);
  }
  override getColumnType(_property: EntityProperty, _platform: Platform): string {
    return 'timestamptz';
  }
  override compareAsType(): string {
    return 'string';
  }
}

/** `date` ⇄ `Temporal.PlainDate`, a day of the city's calendar. */
export class PlainDateType extends Type<Temporal.PlainDate, string> {
  override convertToDatabaseValue(value: Temporal.PlainDate): string {
    return value == null ? value : value.toString();
  }
  override convertToJSValue(value: string): Temporal.PlainDate {
    return value == null ? value : Temporal.PlainDate.from(value);
  }
  override getColumnType(_property: EntityProperty, _platform: Platform): string {
    return 'date';
  }
  override compareAsType(): string {
    return 'string';
  }
}

/** Has each `timestamptz` of these connections arrive as clients are shown it: `2026-03-02T15:04:05.123Z`. Inside a `jsonb` it does not. */
export function readInstants({ options }: Pool): void {
  (options.types as TypeOverrides).setTypeParser(TIMESTAMPTZ, (text) =>
    text.endsWith('+00') ? `${text.slice(0, -3).replace(' ', 'T')}Z` : toInstant(text).toString(),
  );
}

/** What PostgreSQL prints for a `timestamptz`, in whatever time zone, as an instant. */
export function toInstant(value: string | Date): Temporal.Instant {
  if (value instanceof Date) return Temporal.Instant.fromEpochMilliseconds(value.getTime());
  return Temporal.Instant.from(value);
}
