import { resolved, type ApiSchema } from './contract.js';

/** A value as the document shows it: what a newcomer would copy from there, and nothing that may be left out. */
export function exampleOf(schema: ApiSchema): unknown {
  const told = plain(schema);
  if (told.example !== undefined) return told.example;
  if (told.default !== undefined && told.default !== null) return told.default;
  if (told.enum) return told.enum[0];
  switch (typesOf(told)[0]) {
    case 'object':
      return Object.fromEntries((told.required ?? []).map((name) => [name, exampleOf(told.properties![name]!)]));
    case 'array':
      return [exampleOf(told.items!)];
    case 'integer':
    case 'number':
      return told.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return TEXTS[told.format ?? ''] ?? 'Demo text of a resident'.padEnd(told.minLength ?? 0, '.').slice(0, told.maxLength);
  }
}

/** The same with all that may be left out, as Swagger UI fills in what has no example as a whole. */
export function prefilled(schema: ApiSchema): unknown {
  const told = plain(schema);
  if (told.example !== undefined || told.default != null || !told.properties) return exampleOf(schema);
  return Object.fromEntries(Object.entries(told.properties).map(([name, part]) => [name, prefilled(part)]));
}

const TEXTS: Record<string, string> = {
  date: '2026-06-01',
  'date-time': '2026-06-01T15:00:00Z',
  uuid: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11',
  email: 'somebody@example.com',
};

/** A value of another type than the schema asks for. */
export function wrongFor(schema: ApiSchema): unknown {
  const types = typesOf(plain(schema));
  return types.includes('string') ? 17 : 'neither';
}

export function allowsNull(schema: ApiSchema): boolean {
  const told = resolved(schema);
  return typesOf(told).includes('null') || [...(told.anyOf ?? []), ...(told.oneOf ?? [])].some(allowsNull);
}

/** A field of a body, however deep: where it is, and how it is filled there. */
export interface Place {
  pointer: string;
  schema: ApiSchema;
  /** The body with this value in the field, and with an example of all that leads there. */
  holding(body: object, value: unknown): object;
}

export function placesIn(schema: ApiSchema): Place[] {
  return Object.entries(plain(schema).properties ?? {}).flatMap(([name, property]): Place[] => {
    const inner = plain(property);
    const isList = inner.items !== undefined;
    const part = isList ? inner.items! : inner;
    const own: Place = { pointer: `/${name}`, schema: property, holding: (body, value) => ({ ...body, [name]: value }) };
    // A condition contains conditions, without end and without a rule of its own.
    if (!plain(part).properties || plain(part).properties!.any) return [own];
    const within = placesIn(part).map((place): Place => ({
      ...place,
      pointer: `/${name}${isList ? '/0' : ''}${place.pointer}`,
      holding: (body, value) => {
        const filled = place.holding(exampleOf(part) as object, value);
        return { ...body, [name]: isList ? [filled] : filled };
      },
    }));
    return [own, ...within];
  });
}

/** The schema behind references and "or null". */
export function plain(schema: ApiSchema): ApiSchema {
  const told = resolved(schema);
  const inner = told.allOf?.[0] ?? told.anyOf?.find((part) => part.type !== 'null') ?? told.oneOf?.find((part) => part.type !== 'null');
  return inner && !told.properties ? { ...plain(inner), ...(told.example === undefined ? {} : { example: told.example }) } : told;
}

function typesOf({ type }: ApiSchema): string[] {
  return [type ?? []].flat();
}
