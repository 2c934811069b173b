import type ts from 'typescript';
import type { Function } from './project.js';

/** In a statement, the place of a value that only a run of the portal knows. */
export const PLACEHOLDER = Symbol('placeholder');

export interface Sql {
  kind: 'sql';
  parts: (string | typeof PLACEHOLDER)[];
}

/** What an expression in the sources can be known to give. */
export type Value =
  | Sql
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: Value[] }
  | { kind: 'object'; fields: ReadonlyMap<string, () => Value> }
  | { kind: 'function'; declaration: Function; scope: Scope | undefined }
  | { kind: 'nothing' }
  | { kind: 'unknown'; type: ts.Type | undefined };

/** The call that a function is read in. */
export interface Scope {
  declaration: Function;
  given: readonly (() => Value)[];
  around: Scope | undefined;
}

export function joined(pieces: readonly Sql[], separator: Sql): Sql {
  return { kind: 'sql', parts: pieces.flatMap((piece, index) => (index === 0 ? piece.parts : [...separator.parts, ...piece.parts])) };
}

export function named(path: string): Sql {
  const names = path.split('.').map((name) => `"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`);
  return { kind: 'sql', parts: [names.join('.')] };
}

/** As the driver sends it: the places numbered. */
export function rendered({ parts }: Sql): string {
  let count = 0;
  return parts.map((part) => (part === PLACEHOLDER ? `$${++count}` : part)).join('');
}
