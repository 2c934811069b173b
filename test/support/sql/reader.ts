import ts from 'typescript';
import type { Function, Project } from './project.js';
import { joined, named, PLACEHOLDER, type Scope, type Sql, type Value } from './values.js';

/** Where the sources may go one way or another, which way to read. */
export interface Route {
  ways: ReadonlyMap<ts.Node, number>;
  /** Where no way is said. */
  otherwise: 'first' | 'least';
}

const NOTHING: Value = { kind: 'nothing' };
const UNKNOWN: Value = { kind: 'unknown', type: undefined };

/** A route that no run takes. */
export class DeadEnd extends Error {}

/** Reads one statement out of the sources along one route, and notes the forks it came by. */
export class Reader {
  readonly forks = new Map<ts.Node, { taken: number; ways: number }>();
  readonly templates = new Set<ts.Node>();

  constructor(
    private readonly project: Project,
    private readonly route: Route,
  ) {}

  sql(node: ts.Expression, scope?: Scope): Sql {
    const value = this.value(node, scope);
    if (value.kind !== 'sql') throw new Error(`${this.project.place(node)}: cannot tell what SQL \`${node.getText()}\` is`);
    return value;
  }

  private value(node: ts.Expression, scope: Scope | undefined): Value {
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node))
      return this.value(node.expression, scope);
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return this.value(node.expression, scope);
    if (ts.isTaggedTemplateExpression(node)) return this.template(node, scope);
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return { kind: 'text', text: node.text };
    if (ts.isTemplateExpression(node)) return this.textOf(node, scope);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: 'function', declaration: node, scope };
    if (ts.isArrayLiteralExpression(node)) return { kind: 'list', items: node.elements.flatMap((each) => this.item(each, scope)) };
    if (ts.isObjectLiteralExpression(node)) return this.object(node, scope);
    if (ts.isConditionalExpression(node)) return this.conditional(node, scope);
    if (ts.isNewExpression(node)) return this.made(node, scope);
    if (ts.isBinaryExpression(node)) return this.either(node, scope);
    if (ts.isCallExpression(node)) return this.call(node, scope);
    if (ts.isIdentifier(node) && node.text === 'undefined') return NOTHING;
    if (node.kind === ts.SyntaxKind.NullKeyword) return NOTHING;
    if (ts.isIdentifier(node)) return this.name(node, scope) ?? this.unknown(node);
    if (ts.isPropertyAccessExpression(node)) return this.property(node, scope);
    if (ts.isElementAccessExpression(node)) return this.element(node, scope);
    return this.unknown(node);
  }

  /** The route's way at a fork that leads somewhere. */
  private fork(at: ts.Node, ways: (() => Value)[], least = 0): Value {
    if (ways.length === 0) return NOTHING;
    const taken = this.route.ways.get(at) ?? (this.route.otherwise === 'first' ? 0 : least);
    if (ways.length > 1) this.forks.set(at, { taken, ways: ways.length });
    return ways[taken]!();
  }

  private conditional(node: ts.ConditionalExpression, scope: Scope | undefined): Value {
    const list = listAskedFor(node.condition, '> 0');
    const asked = list && this.value(list, scope);
    if (asked?.kind === 'list') return this.value(asked.items.length > 0 ? node.whenTrue : node.whenFalse, scope);
    const ways = [node.whenTrue, node.whenFalse];
    const least = ways.findIndex((way) => ts.isArrayLiteralExpression(way) && way.elements.length === 0);
    return this.fork(
      node,
      ways.map((way) => () => this.value(way, scope)),
      Math.max(least, 0),
    );
  }

  private unknown(node: ts.Expression): Value {
    const type = this.project.checker.getTypeAtLocation(node);
    const members = type.isUnion() ? type.types : [type];
    if (members.every((member) => member.isStringLiteral())) {
      return this.fork(
        node,
        members.map((member) => () => ({ kind: 'text', text: (member as ts.StringLiteralType).value })),
      );
    }
    return { kind: 'unknown', type };
  }

  private template(node: ts.TaggedTemplateExpression, scope: Scope | undefined): Sql {
    this.templates.add(node);
    const { template } = node;
    if (ts.isNoSubstitutionTemplateLiteral(template)) return { kind: 'sql', parts: [template.text] };
    const parts: Sql['parts'] = [template.head.text];
    for (const { expression, literal } of template.templateSpans) {
      if (this.project.isSql(this.project.checker.getTypeAtLocation(expression))) parts.push(...this.sql(expression, scope).parts);
      else parts.push(PLACEHOLDER);
      parts.push(literal.text);
    }
    return { kind: 'sql', parts };
  }

  private textOf(node: ts.TemplateExpression, scope: Scope | undefined): Value {
    let text = node.head.text;
    for (const { expression, literal } of node.templateSpans) {
      const value = this.value(expression, scope);
      if (value.kind !== 'text') return UNKNOWN;
      text += value.text + literal.text;
    }
    return { kind: 'text', text };
  }

  private item(node: ts.Expression, scope: Scope | undefined): Value[] {
    if (!ts.isSpreadElement(node)) return [this.value(node, scope)];
    const spread = this.value(node.expression, scope);
    if (spread.kind === 'list') return spread.items;
    if (spread.kind === 'nothing') return [];
    if (!this.isListOfSql(node.expression)) return [UNKNOWN];
    throw new Error(`${this.project.place(node)}: cannot tell what \`${node.getText()}\` adds`);
  }

  private isListOfSql(node: ts.Expression): boolean {
    const item = this.project.checker.getTypeAtLocation(node).getNumberIndexType();
    return item !== undefined && this.project.isSql(item);
  }

  private object(node: ts.ObjectLiteralExpression, scope: Scope | undefined): Value {
    const fields = new Map<string, () => Value>();
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property)) fields.set(keyOf(property.name), () => this.value(property.initializer, scope));
      else if (ts.isShorthandPropertyAssignment(property)) fields.set(property.name.text, () => this.value(property.name, scope));
      else if (ts.isSpreadAssignment(property)) {
        const spread = this.value(property.expression, scope);
        if (spread.kind === 'object') for (const [name, value] of spread.fields) fields.set(name, value);
      }
    }
    return { kind: 'object', fields };
  }

  /** Of what a class makes, the fields that its constructor is given. */
  private made(node: ts.NewExpression, scope: Scope | undefined): Value {
    const declaration = this.project.declarationOf(node.expression);
    const parameters =
      declaration && ts.isClassDeclaration(declaration) ? declaration.members.find(ts.isConstructorDeclaration)?.parameters : [];
    const fields = new Map<string, () => Value>();
    for (const [index, { name, modifiers }] of (parameters ?? []).entries()) {
      const given = node.arguments?.[index];
      if (modifiers && given) fields.set(name.getText(), () => this.value(given, scope));
    }
    return { kind: 'object', fields };
  }

  private either(node: ts.BinaryExpression, scope: Scope | undefined): Value {
    const { left, right } = node;
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return this.value(right, scope);
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken: {
        const value = this.value(left, scope);
        return value.kind === 'nothing' ? this.value(right, scope) : value;
      }
      default:
        return UNKNOWN;
    }
  }

  private call(node: ts.CallExpression, scope: Scope | undefined): Value {
    const { expression } = node;
    const given = node.arguments.map((argument) => () => this.value(argument, scope));
    if (ts.isPropertyAccessExpression(expression)) {
      if (expression.expression.getText() === 'sql') return this.helper(node, expression.name.text, scope);
      if (expression.expression.getText() === 'Object') return this.parts(expression.name.text, given[0]!());
      if (LIST_METHODS.has(expression.name.text)) {
        const list = this.value(expression.expression, scope);
        const changed = this.changed(list, expression.name.text, given);
        if (changed) return changed;
      }
    }
    const known = this.project.calledBy(node);
    if (known) return this.run({ declaration: known, given, around: undefined });
    const called = ts.isIdentifier(expression) ? this.value(expression, scope) : undefined;
    return called?.kind === 'function' ? this.run({ declaration: called.declaration, given, around: called.scope }) : this.unknown(node);
  }

  /** What a function gives back: one of its `return`s. */
  private run(scope: Scope): Value {
    const { body } = scope.declaration as { body?: ts.ConciseBody };
    if (!body) return UNKNOWN;
    if (!ts.isBlock(body)) return this.value(body, scope);
    const ways = returnsIn(body).filter((value) => value.getText() !== 'undefined' && value.kind !== ts.SyntaxKind.NullKeyword);
    return this.fork(
      body,
      ways.map((way) => () => this.value(way, scope)),
    );
  }

  private helper(node: ts.CallExpression, helper: string, scope: Scope | undefined): Sql {
    const [first, second] = node.arguments;
    if (helper === 'join') {
      const list = this.value(first!, scope);
      const separator = second ? this.sql(second, scope) : ({ kind: 'sql', parts: [', '] } satisfies Sql);
      const items = list.kind === 'list' ? list.items.filter((item) => item.kind !== 'nothing') : [];
      if (list.kind === 'list' && items.every((item) => item.kind === 'sql')) return joined(items, separator);
    }
    const value = this.value(first!, scope);
    if (value.kind === 'text' && helper === 'raw') return { kind: 'sql', parts: [value.text] };
    if (value.kind === 'text' && ['ref', 'table', 'id'].includes(helper)) return named(value.text);
    throw new Error(`${this.project.place(node)}: cannot tell what \`${node.getText()}\` gives`);
  }

  private parts(which: string, value: Value): Value {
    if (value.kind !== 'object') return { kind: 'list', items: [] };
    const items = [...value.fields].map(([key, field]): Value => {
      const text: Value = { kind: 'text', text: key };
      return which === 'entries' ? { kind: 'list', items: [text, field()] } : which === 'keys' ? text : field();
    });
    return { kind: 'list', items };
  }

  private changed(list: Value, method: string, [first]: (() => Value)[]): Value | undefined {
    const mapping = method === 'map' || method === 'flatMap';
    if (!mapping) return list;
    const using = first!();
    if (using.kind !== 'function') return undefined;
    // Of a list that only a run knows, one is read.
    const items = list.kind === 'list' ? list.items : [UNKNOWN];
    const mapped = items.map((item) => this.run({ declaration: using.declaration, given: [() => item], around: using.scope }));
    return { kind: 'list', items: method === 'map' ? mapped : mapped.flatMap((value) => (value.kind === 'list' ? value.items : [value])) };
  }

  private name(node: ts.Identifier, scope: Scope | undefined): Value | undefined {
    const declaration = this.project.declarationOf(node);
    return declaration && this.declared(declaration, scope);
  }

  private declared(declaration: ts.Declaration, scope: Scope | undefined): Value | undefined {
    if (ts.isParameter(declaration)) return this.parameter(declaration, scope);
    if (ts.isBindingElement(declaration)) return this.bound(declaration, scope);
    if (ts.isFunctionDeclaration(declaration)) return { kind: 'function', declaration, scope: undefined };
    if (ts.isPropertyDeclaration(declaration)) return declaration.initializer && this.value(declaration.initializer, scope);
    if (!ts.isVariableDeclaration(declaration)) return undefined;
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop)) {
      const list = this.value(loop.expression, scope);
      return list.kind === 'list'
        ? this.fork(
            loop,
            list.items.map((item) => () => item),
          )
        : undefined;
    }
    const value = declaration.initializer && this.value(declaration.initializer, scope);
    if (value?.kind !== 'list') return value;
    const items = [...value.items, ...this.pushed(declaration, scope)];
    if (items.length === 0 && isGivenUpWhenEmpty(declaration)) throw new DeadEnd();
    return { kind: 'list', items };
  }

  /** What is added to a list after it was made; what is added only sometimes, both ways. */
  private pushed(list: ts.VariableDeclaration, scope: Scope | undefined): Value[] {
    const calls = this.project.callsNamed('push').filter((call) => {
      const to = (call.expression as ts.PropertyAccessExpression).expression;
      return ts.isIdentifier(to) && to.text === list.name.getText() && this.project.declarationOf(to) === list;
    });
    return calls.flatMap((call) => {
      const items = (): Value => ({ kind: 'list', items: call.arguments.flatMap((each) => this.item(each, scope)) });
      const added = isSometimes(call, list) ? this.fork(call, [items, () => NOTHING], 1) : items();
      return added.kind === 'list' ? added.items : [];
    });
  }

  private parameter(declaration: ts.ParameterDeclaration, scope: Scope | undefined): Value | undefined {
    const owner = declaration.parent as Function;
    const index = owner.parameters.indexOf(declaration);
    const otherwise = () => (declaration.initializer ? this.value(declaration.initializer, undefined) : NOTHING);
    for (let within = scope; within; within = within.around) {
      if (within.declaration !== owner) continue;
      const given = within.given[index]?.() ?? NOTHING;
      return given.kind === 'nothing' ? otherwise() : given;
    }
    // Read from the outside: any of its callers may have given it.
    const calls = this.project.callsOf(owner).filter((call) => !isWithin(call, owner));
    if (calls.length === 0) return undefined;
    return this.fork(
      owner,
      calls.map((call) => () => (call.arguments[index] ? this.value(call.arguments[index], undefined) : otherwise())),
    );
  }

  private bound(element: ts.BindingElement, scope: Scope | undefined): Value | undefined {
    const pattern = element.parent;
    const owner = pattern.parent as ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement;
    const whole = this.declared(owner, scope);
    const value =
      whole && ts.isArrayBindingPattern(pattern)
        ? whole.kind === 'list'
          ? whole.items[pattern.elements.indexOf(element)]
          : undefined
        : this.field(whole, keyOf(element.propertyName ?? element.name), this.project.checker.getTypeAtLocation(owner));
    return (!value || value.kind === 'nothing') && element.initializer ? this.value(element.initializer, scope) : value;
  }

  private property(node: ts.PropertyAccessExpression, scope: Scope | undefined): Value {
    const declaration = this.project.declarationOf(node);
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword && declaration) return this.declared(declaration, scope) ?? this.unknown(node);
    const whole = this.value(node.expression, scope);
    return this.field(whole, node.name.text, this.project.checker.getTypeAtLocation(node.expression)) ?? this.unknown(node);
  }

  /** Of a thing that only a run knows, what is written down of any thing of its type. */
  private field(whole: Value | undefined, name: string, type: ts.Type): Value | undefined {
    if (whole?.kind === 'object') return whole.fields.get(name)?.() ?? NOTHING;
    const literals = this.project.literalsOf(type);
    if (literals.length === 0) return undefined;
    const object = this.fork(
      literals[0]!,
      literals.map((literal) => () => this.object(literal, undefined)),
    );
    return object.kind === 'object' ? (object.fields.get(name)?.() ?? NOTHING) : undefined;
  }

  private element(node: ts.ElementAccessExpression, scope: Scope | undefined): Value {
    const whole = this.value(node.expression, scope);
    const key = this.value(node.argumentExpression, scope);
    if (whole.kind === 'list' && key.kind === 'text') return whole.items[Number(key.text)] ?? NOTHING;
    if (whole.kind !== 'object') return this.unknown(node);
    if (key.kind === 'text') return whole.fields.get(key.text)?.() ?? NOTHING;
    return this.fork(node, [...whole.fields.values()]);
  }
}

const LIST_METHODS = new Set(['map', 'flatMap', 'filter', 'slice', 'toSorted', 'toReversed']);

function keyOf(name: ts.Node): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}

function returnsIn(body: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  ts.forEachChild(body, function visit(node): void {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  });
  return found;
}

/** `x` in `x.length > 0`. */
function listAskedFor(condition: ts.Expression, test: string): ts.Expression | undefined {
  if (!ts.isBinaryExpression(condition) || !ts.isPropertyAccessExpression(condition.left) || condition.left.name.text !== 'length')
    return undefined;
  return `${condition.operatorToken.getText()} ${condition.right.getText()}` === test ? condition.left.expression : undefined;
}

/** Whether `if (list.length === 0) return …` follows it. */
function isGivenUpWhenEmpty(list: ts.VariableDeclaration): boolean {
  const block = ts.findAncestor(list, ts.isBlock);
  return (block?.statements ?? []).some(
    (each) =>
      ts.isIfStatement(each) &&
      listAskedFor(each.expression, '=== 0')?.getText() === list.name.getText() &&
      (ts.isReturnStatement(each.thenStatement) || ts.isThrowStatement(each.thenStatement)),
  );
}

function isSometimes(node: ts.Node, until: ts.Node): boolean {
  const block = ts.findAncestor(until, ts.isBlock);
  return (
    ts.findAncestor(node, (each) => (each === block ? 'quit' : ts.isIfStatement(each) || ts.isIterationStatement(each, false))) !==
    undefined
  );
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return ts.findAncestor(node, (each) => each === outer) !== undefined;
}
