/** What the surroundings decide, read once at start. An unusable value stops the start with a message that names the setting. */
export class Settings {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Where people reach the portal, without a trailing slash; links in messages and on papers start with it. */
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly storageUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly paymentProvider: 'sandbox' | 'stripe';
  readonly stripeSecretKey: string | undefined;
  readonly stripeWebhookSecret: string | undefined;
  readonly jwtSecret: string | undefined;
  readonly adminEmail: string | undefined;
  readonly adminPassword: string | undefined;
  readonly cityProfile: string | undefined;
  readonly clock: Temporal.Instant | undefined;
  readonly rateLimits: boolean;
  readonly logLevel: string;
  readonly corsOrigins: string[];
  readonly trustProxy: string | undefined;
  /** Whether this process works off the job queue. */
  readonly worker: boolean;
  readonly workerConcurrency: number;

  constructor(environment: Record<string, string | undefined>) {
    const text = (name: string) => environment[name]?.trim() || undefined;
    const problems: string[] = [];
    const number = (name: string, fallback: number, least: number, most: number) => {
      const value = text(name) === undefined ? fallback : Number(text(name));
      if (!Number.isInteger(value) || value < least || value > most) problems.push(`${name} must be a whole number from ${least} to ${most}.`);
      return value;
    };
    const choice = <T extends string>(name: string, fallback: T, ...options: T[]) => {
      const value = (text(name) ?? fallback) as T;
      if (!options.includes(value)) problems.push(`${name} must be ${options.join(' or ')}.`);
      return value;
    };

    this.production = environment.NODE_ENV === 'production';
    this.port = number('PORT', 3000, 0, 65_535);
    this.host = text('HOST') ?? '0.0.0.0';
    this.publicUrl = (text('PUBLIC_URL') ?? `http://localhost:${this.port}`).replace(/\/+$/, '');
    this.databaseUrl = text('DATABASE_URL');
    this.dataDir = text('DATA_DIR') ?? '.data';
    this.storageUrl = text('STORAGE_URL');
    this.smtpUrl = text('SMTP_URL');
    this.paymentProvider = choice('PAYMENT_PROVIDER', 'sandbox', 'sandbox', 'stripe');
    this.stripeSecretKey = text('STRIPE_SECRET_KEY');
    this.stripeWebhookSecret = text('STRIPE_WEBHOOK_SECRET');
    this.jwtSecret = text('JWT_SECRET');
    this.adminEmail = text('ADMIN_EMAIL');
    this.adminPassword = text('ADMIN_PASSWORD');
    this.cityProfile = text('CITY_PROFILE');
    this.rateLimits = choice('RATE_LIMITS', 'on', 'on', 'off') === 'on';
    this.logLevel = choice('LOG_LEVEL', 'info', 'silent', 'error', 'warn', 'info', 'debug', 'trace');
    this.corsOrigins = (text('CORS_ORIGINS') ?? '').split(',').map((origin) => origin.trim()).filter(Boolean);
    this.trustProxy = text('TRUST_PROXY');
    this.worker = choice('WORKER', 'on', 'on', 'off') === 'on';
    this.workerConcurrency = number('WORKER_CONCURRENCY', 8, 1, 100);

    const clock = text('CLOCK');
    if (clock) {
      try {
        this.clock = Temporal.Instant.from(clock);
      } catch {
        problems.push('CLOCK must be an instant such as 2026-03-02T15:00:00Z.');
      }
    }
    if (problems.length > 0) throw new SettingsError(problems);
  }
}

export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
