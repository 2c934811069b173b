/** Reads environment variables and gathers everything that is wrong with them, so that one start names every mistake. */
export class Environment {
  private readonly problems: string[] = [];

  constructor(private readonly variables: Record<string, string | undefined>) {}

  get hasProblems(): boolean {
    return this.problems.length > 0;
  }

  refuse(problem: string): void {
    this.problems.push(problem);
  }

  /** @throws SettingsError when anything was refused */
  finish(): void {
    if (this.hasProblems) throw new SettingsError(this.problems);
  }

  /** An empty variable counts as unset. */
  text(name: string): string | undefined {
    return this.variables[name]?.trim() || undefined;
  }

  list(name: string): string[] {
    return (this.text(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  }

  number(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) this.refuse(`${name} must be a whole number from ${least} to ${most}.`);
    return value;
  }

  choice<T extends string>(name: string, fallback: T, options: readonly T[]): T {
    const value = (this.text(name) ?? fallback) as T;
    if (!options.includes(value)) this.refuse(`${name} must be ${options.slice(0, -1).join(', ')} or ${options.at(-1)}.`);
    return value;
  }

  /** The value itself stays out of the message: it may carry a password. */
  url(name: string, schemes: string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text)) return text;
    this.refuse(`${name} must be an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}.`);
    return undefined;
  }

  instant(name: string): Temporal.Instant | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    try {
      return Temporal.Instant.from(text);
    } catch {
      this.refuse(`${name} must be an instant such as 2026-03-02T15:00:00Z.`);
      return undefined;
    }
  }
}

export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}
