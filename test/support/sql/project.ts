import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../..');

export type Function = ts.FunctionLikeDeclaration;

/** The sources as the compiler sees them, with what the reader of statements asks about them. */
export class Project {
  readonly checker: ts.TypeChecker;
  readonly templates: ts.TaggedTemplateExpression[] = [];
  private readonly calls = new Map<string, ts.CallExpression[]>();
  private readonly literals: ts.ObjectLiteralExpression[] = [];

  constructor(folder: string) {
    const config = ts.getParsedCommandLineOfConfigFile(
      join(ROOT, 'tsconfig.json'),
      {},
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
    )!;
    const files = config.fileNames.filter((file) => file.startsWith(join(ROOT, folder)) && !file.endsWith('.spec.ts'));
    const program = ts.createProgram(files, { ...config.options, incremental: false, noEmit: true });
    this.checker = program.getTypeChecker();
    for (const file of files) this.index(program.getSourceFile(file)!);
  }

  /** What calls a function with this name, wherever it stands. */
  callsNamed(name: string): readonly ts.CallExpression[] {
    return this.calls.get(name) ?? [];
  }

  callsOf(declaration: Function): ts.CallExpression[] {
    const name = nameOf(declaration);
    return this.callsNamed(name ?? '').filter((call) => this.calledBy(call) === declaration);
  }

  /** The function that a call runs, when it can be known. */
  calledBy(call: ts.CallExpression): Function | undefined {
    const declaration = this.declarationOf(call.expression);
    if (declaration && ts.isFunctionLike(declaration) && 'body' in declaration) return declaration as Function;
    const value = declaration && 'initializer' in declaration ? (declaration.initializer as ts.Expression | undefined) : undefined;
    return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
  }

  /** What a name stands for. */
  declarationOf(name: ts.Node): ts.Declaration | undefined {
    const at = ts.isPropertyAccessExpression(name) ? name.name : name;
    let symbol =
      at.parent && ts.isShorthandPropertyAssignment(at.parent)
        ? this.checker.getShorthandAssignmentValueSymbol(at.parent)
        : this.checker.getSymbolAtLocation(at);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.checker.getAliasedSymbol(symbol);
    return symbol?.valueDeclaration;
  }

  /** The objects that are written down as being of this type. */
  literalsOf(type: ts.Type): ts.ObjectLiteralExpression[] {
    return this.literals.filter((literal) => {
      const meant = this.checker.getContextualType(literal);
      return meant?.symbol !== undefined && meant.symbol === type.symbol && type.symbol.name !== '__type';
    });
  }

  isSql(type: ts.Type): boolean {
    return this.checker.getNonNullableType(type).getProperty('toOperationNode') !== undefined;
  }

  place(node: ts.Node): string {
    const source = node.getSourceFile();
    return `${relative(ROOT, source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  }

  private index(node: ts.Node): void {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') this.templates.push(node);
    if (ts.isObjectLiteralExpression(node)) this.literals.push(node);
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      if (ts.isIdentifier(called)) this.calls.set(called.text, [...(this.calls.get(called.text) ?? []), node]);
    }
    ts.forEachChild(node, (child) => this.index(child));
  }
}

function nameOf(declaration: Function): string | undefined {
  if (declaration.name) return declaration.name.getText();
  return ts.isVariableDeclaration(declaration.parent) || ts.isPropertyDeclaration(declaration.parent)
    ? declaration.parent.name.getText()
    : undefined;
}
