import ts from 'typescript';
import type { Project } from './project.js';
import { DeadEnd, Reader, type Route } from './reader.js';
import { rendered } from './values.js';

/** A statement that the portal can send, and what its row is said to be. */
export interface Statement {
  place: string;
  text: string;
  row: ts.Type | undefined;
}

export interface Found {
  statements: Statement[];
  /** What could not be read, and what is read by no statement. */
  unread: string[];
}

const SENDERS = new Set(['rows', 'row', 'execute']);

/** Every statement that the sources hand to `Database`, in every form that a fork in the sources gives it. */
export function statementsOf(project: Project): Found {
  const statements: Statement[] = [];
  const unread: string[] = [];
  const read = new Set<ts.Node>();
  for (const call of [...SENDERS].flatMap((name) => project.callsNamed(name))) {
    const query = sent(project, call);
    if (!query) continue;
    try {
      for (const text of readings(project, query, read)) statements.push({ place: project.place(call), text, row: rowOf(project, query) });
    } catch (error) {
      unread.push((error as Error).message);
    }
  }
  for (const template of project.templates) if (!read.has(template)) unread.push(`${project.place(template)}: is part of no statement`);
  return { statements, unread: [...new Set(unread)] };
}

function sent(project: Project, call: ts.CallExpression): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(call.expression) || call.arguments.length !== 1) return undefined;
  const to = call.expression.expression;
  // What Database asks of itself it was asked by others.
  if (to.kind === ts.SyntaxKind.ThisKeyword) return undefined;
  const receiver = project.checker.getTypeAtLocation(to);
  return receiver.symbol?.name === 'Database' ? call.arguments[0] : undefined;
}

/** Each way at each fork is gone at least once. */
function readings(project: Project, query: ts.Expression, read: Set<ts.Node>): Set<string> {
  const texts = new Set<string>();
  const routes: Route[] = [
    { ways: new Map(), otherwise: 'first' },
    { ways: new Map(), otherwise: 'least' },
  ];
  const planned = new Map<ts.Node, Set<number>>();
  for (const route of routes) {
    const reader = new Reader(project, route);
    try {
      texts.add(rendered(reader.sql(query)));
    } catch (error) {
      if (!(error instanceof DeadEnd)) throw error;
    }
    for (const template of reader.templates) read.add(template);
    for (const [fork, { taken, ways }] of reader.forks) {
      const already = planned.get(fork) ?? new Set();
      planned.set(fork, already.add(taken));
      for (let way = 0; way < ways; way++) {
        if (already.has(way)) continue;
        already.add(way);
        routes.push({ ...route, ways: new Map([...route.ways, [fork, way]]) });
      }
    }
  }
  return texts;
}

function rowOf({ checker }: Project, query: ts.Expression): ts.Type | undefined {
  return checker.getTypeArguments(checker.getTypeAtLocation(query) as ts.TypeReference)[0];
}
