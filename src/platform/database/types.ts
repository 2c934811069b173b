import { Type, type Platform, type EntityProperty } from '@mikro-orm/core';

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

/** What PostgreSQL prints for a `timestamptz` (`2026-03-02 15:04:05.123+00`), as an instant. */
export function toInstant(value: string | Date): Temporal.Instant {
  if (value instanceof Date) return Temporal.Instant.fromEpochMilliseconds(value.getTime());
  return Temporal.Instant.from(value);
}
