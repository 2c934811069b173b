import { Transform } from 'class-transformer';

/** A field without a value is as good as absent; the blanks around one are gone by then. */
export const BlankIsAbsent = () => Transform(({ value }: { value: unknown }): unknown => (value === '' ? undefined : value));
