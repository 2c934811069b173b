import { types } from 'pg';
import ts from 'typescript';
import type { Column } from './describe.js';
import type { Project } from './project.js';

const { builtins } = types;
const NUMBERS = new Set<number>([builtins.INT2, builtins.INT4, builtins.FLOAT4, builtins.FLOAT8, builtins.OID]);
const BOOLEAN: number = builtins.BOOL;
const BYTES: number = builtins.BYTEA;
const JSON_TYPES = new Set<number>([builtins.JSON, builtins.JSONB]);
/** Types of lists by the type of their items. */
const LISTS: Record<number, number> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1009: 25,
  1015: 1043,
  1022: 701,
  1182: 1082,
  2951: 2950,
  199: 114,
  3807: 3802,
};

/** What is wrong with what the sources say of a row, when this is what comes. */
export function differences(project: Project, row: ts.Type, columns: readonly Column[]): string[] {
  const { checker } = project;
  if (row.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return [];
  const coming = new Map(columns.map(({ name, type }) => [camelCase(name), type]));
  const said = checker.getPropertiesOfType(row);
  const missing = said
    .filter(({ name, flags }) => !coming.has(name) && !(flags & ts.SymbolFlags.Optional))
    .map(({ name }) => `no column is ${name}`);
  const other = said.flatMap((property) => {
    const type = coming.get(property.name);
    if (type === undefined) return [];
    const meant = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    return fits(checker, meant, type) ? [] : [`${property.name} is not ${checker.typeToString(meant)}`];
  });
  const unsaid = [...coming.keys()].filter((name) => !checker.getPropertyOfType(row, name)).map((name) => `nothing is said of ${name}`);
  return [...missing, ...other, ...unsaid];
}

function fits(checker: ts.TypeChecker, meant: ts.Type, coming: number): boolean {
  if (JSON_TYPES.has(coming) || meant.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
  if (meant.isUnion() && !(meant.flags & ts.TypeFlags.Boolean)) return meant.types.every((each) => fits(checker, each, coming));
  const item = LISTS[coming];
  if (item !== undefined) {
    const [of] = checker.isArrayType(meant) ? checker.getTypeArguments(meant as ts.TypeReference) : [];
    return of !== undefined && fits(checker, of, item);
  }
  if (NUMBERS.has(coming)) return (meant.flags & ts.TypeFlags.NumberLike) !== 0;
  if (coming === BOOLEAN) return (meant.flags & ts.TypeFlags.BooleanLike) !== 0;
  if (coming === BYTES) return meant.symbol?.name === 'Buffer';
  return (meant.flags & ts.TypeFlags.StringLike) !== 0;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
