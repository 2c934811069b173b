import { accessSync, constants } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Environment } from './environment.js';
import { projectFolder } from './project-folder.js';
import { keptSecret } from './secret.js';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** What the surroundings decide, read once at start. An unusable value stops the start with a message that names the setting. */
export class Settings {
  /** `NODE_ENV=production`: nothing that is only good for trying things out is let through. */
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Where the API is reached, without a trailing slash; codes on papers, calendar feeds and problem types start with it. */
  readonly publicUrl: string;
  /** Where residents find the pages that letters, payments and invitations lead to, without a trailing slash; unset: `publicUrl`. */
  readonly frontEndUrl: string;
  /** Whether this portal serves the front end that comes with it. */
  readonly servesFrontEnd: boolean;
  /** Whether there is a front end at all, here or elsewhere. */
  readonly hasFrontEnd: boolean;
  /** Unset: an embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Whether production may run on the embedded one. */
  readonly embeddedDatabase: boolean;
  readonly dataDir: string;
  /** `s3://bucket?endpoint=…&region=…`; unset: files in `dataDir`. */
  readonly storageUrl: string | undefined;
  /** `tcp://host:3310` or the path of a Unix socket; unset: uploads are not scanned. */
  readonly clamdUrl: string | undefined;
  /** Unset: the development mailbox. */
  readonly smtpUrl: string | undefined;
  readonly paymentProvider: 'sandbox' | 'stripe';
  readonly stripeSecretKey: string | undefined;
  readonly stripeWebhookSecret: string | undefined;
  /** Unset: Stripe itself; set to try the portal against something that speaks like it. */
  readonly stripeApiBase: string | undefined;
  /** Where payers come back to, `{checkoutId}` filled in; unset: a page of the front end. */
  readonly checkoutReturnUrl: string | undefined;
  /** Signs what passes: tokens and links. */
  readonly jwtSecret: string;
  /** For what is stored for good and for codes on paper: the first for what is new, the others for what is there. Unset: `jwtSecret`. */
  readonly dataKeys: readonly string[];
  readonly adminEmail: string | undefined;
  readonly adminPassword: string | undefined;
  /** Path of a JSON file; unset: the profile that ships with the project. */
  readonly cityProfile: string | undefined;
  /** Whether `/docs` and the API document are served. */
  readonly docs: boolean;
  /** Whether `/metrics` is served, and at which port of its own; unset: with everything else. */
  readonly metrics: boolean;
  readonly metricsPort: number | undefined;
  readonly clock: Temporal.Instant | undefined;
  readonly rateLimits: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly corsOrigins: string[];
  /** Express's `trust proxy`: how many proxies stand in front, or which. */
  readonly trustProxy: false | number | string | undefined;
  /** Whether this process works off the job queue. */
  readonly worker: boolean;
  readonly workerConcurrency: number;
  /** A worker process that was not heard of for so long is taken for dead, and its jobs are given to others. */
  readonly workerLeaseSeconds: number;
  /** How long a portal that was told to stop still accepts connections, so that load balancers see it is going. */
  readonly stopGraceSeconds: number;

  /** @param keepSecret makes the secret that is used without `JWT_SECRET`, and finds it again at the next start */
  constructor(environment: Record<string, string | undefined>, keepSecret: (dataDir: string) => string = keptSecret) {
    const read = new Environment(environment);

    this.production = environment.NODE_ENV === 'production';
    this.port = read.number('PORT', 3000, 0, 65_535);
    this.host = read.text('HOST') ?? '0.0.0.0';
    this.publicUrl = withoutSlash(read.url('PUBLIC_URL', ['http', 'https']) ?? `http://localhost:${this.port}`);
    this.frontEndUrl = withoutSlash(read.url('FRONT_END_URL', ['http', 'https']) ?? this.publicUrl);
    const isElsewhere = this.frontEndUrl !== this.publicUrl;
    this.servesFrontEnd = read.choice('WEB', 'on', ['on', 'off']) === 'on' && !isElsewhere;
    this.hasFrontEnd = this.servesFrontEnd || isElsewhere;
    this.databaseUrl = read.url('DATABASE_URL', ['postgres', 'postgresql']);
    this.embeddedDatabase = read.choice('EMBEDDED_DATABASE', 'off', ['on', 'off']) === 'on';
    this.docs = read.choice('DOCS', 'on', ['on', 'off']) === 'on';
    this.metrics = read.choice('METRICS', 'on', ['on', 'off']) === 'on';
    this.metricsPort = read.number('METRICS_PORT', 0, 0, 65_535) || undefined;
    this.dataDir = resolve(read.text('DATA_DIR') ?? '.data');
    this.storageUrl = read.url('STORAGE_URL', ['s3']);
    this.clamdUrl = read.text('CLAMD_URL');
    this.smtpUrl = read.url('SMTP_URL', ['smtp', 'smtps']);
    this.paymentProvider = read.choice('PAYMENT_PROVIDER', 'sandbox', ['sandbox', 'stripe']);
    this.stripeSecretKey = read.text('STRIPE_SECRET_KEY');
    this.stripeWebhookSecret = read.text('STRIPE_WEBHOOK_SECRET');
    this.stripeApiBase = read.url('STRIPE_API_BASE', ['https', 'http']);
    this.checkoutReturnUrl = read.url('CHECKOUT_RETURN_URL', ['https', 'http']);
    this.adminEmail = read.text('ADMIN_EMAIL');
    this.adminPassword = read.text('ADMIN_PASSWORD');
    this.cityProfile = read.text('CITY_PROFILE');
    this.clock = read.instant('CLOCK');
    this.rateLimits = read.choice('RATE_LIMITS', 'on', ['on', 'off']) === 'on';
    this.logLevel = read.choice('LOG_LEVEL', 'info', LOG_LEVELS);
    this.corsOrigins = read.list('CORS_ORIGINS');
    this.trustProxy = trustProxy(read.text('TRUST_PROXY'));
    this.worker = read.choice('WORKER', 'on', ['on', 'off']) === 'on';
    this.workerConcurrency = read.number('WORKER_CONCURRENCY', 8, 1, 100);
    this.workerLeaseSeconds = read.number('WORKER_LEASE_SECONDS', 30, 1, 3600);
    this.stopGraceSeconds = read.number('STOP_GRACE_SECONDS', this.production ? 3 : 0, 0, 300);

    this.checkWhatBelongsTogether(read);
    if (this.production) this.checkProduction(read);
    this.jwtSecret = read.text('JWT_SECRET') ?? this.keep(keepSecret, read);
    const dataKeys = read.list('DATA_KEY');
    this.dataKeys = dataKeys.length > 0 ? dataKeys : [this.jwtSecret];
    read.finish();
  }

  private checkWhatBelongsTogether(read: Environment): void {
    if (this.paymentProvider === 'stripe') {
      if (!this.stripeSecretKey) read.refuse('STRIPE_SECRET_KEY is missing: PAYMENT_PROVIDER=stripe needs it.');
      if (!this.stripeWebhookSecret) read.refuse('STRIPE_WEBHOOK_SECRET is missing: PAYMENT_PROVIDER=stripe needs it.');
    }
    if (this.storageUrl && !new URL(this.storageUrl).hostname) {
      read.refuse('STORAGE_URL names no bucket; it must look like s3://bucket?endpoint=https://…&region=….');
    }
    if (this.smtpUrl && !new URL(this.smtpUrl).hostname) read.refuse('SMTP_URL names no server; it must look like smtp://host:port.');
    if (this.adminPassword && !this.adminEmail) read.refuse('ADMIN_EMAIL is missing: ADMIN_PASSWORD is set.');
    if (this.adminEmail && !this.adminPassword) read.refuse('ADMIN_PASSWORD is missing: ADMIN_EMAIL is set.');
    if (this.adminEmail && !/^[^\s@]+@[^\s@]+$/.test(this.adminEmail)) read.refuse('ADMIN_EMAIL must be an e-mail address.');
    if (this.adminPassword && [...this.adminPassword].length < 15) read.refuse('ADMIN_PASSWORD must have 15 characters or more.');
    const secret = read.text('JWT_SECRET');
    if (secret && secret.length < 32) read.refuse('JWT_SECRET must have 32 characters or more, made at random.');
    if (read.list('DATA_KEY').some((key) => key.length < 32))
      read.refuse('DATA_KEY must have 32 characters or more, made at random; several are separated by commas, the newest first.');
    for (const origin of this.corsOrigins) {
      if (origin !== '*' && !isOrigin(origin))
        read.refuse(`CORS_ORIGINS must be origins such as https://portal.example, separated by commas; ${origin} is none.`);
    }
    if (this.trustProxy === INVALID) {
      read.refuse(
        'TRUST_PROXY must be the number of proxies in front, their addresses and networks, separated by commas, or off. It cannot be on: the leftmost address of X-Forwarded-For is whatever a client writes there.',
      );
    }
    if (this.cityProfile && !isReadable(this.cityProfile))
      read.refuse(`CITY_PROFILE names a file that cannot be read: ${this.cityProfile}.`);
  }

  private checkProduction(read: Environment): void {
    if (this.paymentProvider === 'sandbox')
      read.refuse('PAYMENT_PROVIDER must be stripe when NODE_ENV is production: the sandbox takes no money.');
    if (!this.smtpUrl)
      read.refuse('SMTP_URL is missing: with NODE_ENV=production messages must reach people, not the development mailbox.');
    if (this.stripeApiBase) read.refuse('STRIPE_API_BASE must not be set when NODE_ENV is production: the secret key is sent there.');
    if (read.text('CLOCK')) read.refuse('CLOCK must not be set when NODE_ENV is production.');
    if (!read.text('PUBLIC_URL')) read.refuse('PUBLIC_URL is missing: links in messages and codes on papers lead there.');
    if (!this.cityProfile) read.refuse('CITY_PROFILE is missing: the profile that ships with the portal is of a city that does not exist.');
    else if (resolve(this.cityProfile) === join(projectFolder(), 'city', 'profile.json'))
      read.refuse('CITY_PROFILE must be a profile of your own: the one that ships with the portal is of a city that does not exist.');
    if (!this.databaseUrl && !this.embeddedDatabase)
      read.refuse('DATABASE_URL is missing; EMBEDDED_DATABASE=on says that the embedded PostgreSQL in DATA_DIR is wanted.');
    if (!this.rateLimits) read.refuse('RATE_LIMITS must be on when NODE_ENV is production.');
    if (!read.text('DATA_KEY'))
      read.refuse(
        'DATA_KEY is missing: with NODE_ENV=production it encrypts what is stored. A portal that ran without it used JWT_SECRET: set DATA_KEY to that.',
      );
    if (!read.text('JWT_SECRET')) read.refuse('JWT_SECRET is missing: with NODE_ENV=production all replicas must share one secret.');
  }

  private keep(keepSecret: (dataDir: string) => string, read: Environment): string {
    // A start that is refused anyway leaves nothing behind.
    if (read.hasProblems) return '';
    try {
      return keepSecret(this.dataDir);
    } catch (error) {
      read.refuse(`DATA_DIR cannot be used (${(error as NodeJS.ErrnoException).code}): ${this.dataDir}.`);
      return '';
    }
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

const INVALID = 'invalid';

function trustProxy(value: string | undefined): false | number | string | undefined {
  if (value === undefined) return undefined;
  if (/^(off|false|no)$/i.test(value)) return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const proxies = value.split(',').map((proxy) => proxy.trim());
  const known = proxies.every((proxy) => ['loopback', 'linklocal', 'uniquelocal'].includes(proxy) || isNetwork(proxy));
  return known ? proxies.join(',') : INVALID;
}

function isNetwork(text: string): boolean {
  const [address, bits, ...more] = text.split('/');
  const version = isIP(address!);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
