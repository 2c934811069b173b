import { Transform } from 'class-transformer';

/** Surrounding blanks come from copying, not from people. */
export const Trimmed = () => Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value));
