import type { OpenAPIObject } from '@nestjs/swagger';

/** Parts of an OpenAPI document, which @nestjs/swagger names only as parts of the whole. */
type Components = NonNullable<OpenAPIObject['components']>;
type Inline<T> = Exclude<T, { $ref: string }>;

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type Parameter = Inline<NonNullable<Operation['parameters']>[number]>;
export type Answer = Inline<NonNullable<Components['responses']>[string]>;
export type Example = Inline<NonNullable<Components['examples']>[string]>;
export type Schemas = NonNullable<Components['schemas']>;
export type Schema = Inline<Schemas[string]>;
