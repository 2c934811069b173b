import { randomInt } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { toDataURL } from 'qrcode';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { DataKeys } from '../../../platform/auth/data-keys.js';
import { StoredSecrets } from '../../../platform/auth/stored-secrets.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { CityProfile } from '../../city/index.js';
import { SecondFactorActive, SecondFactorMissing } from '../accounts.errors.js';
import { SecondFactorChanged } from '../accounts.events.js';
import { AccountQueries } from '../accounts.queries.js';

const RECOVERY_CODES = 10;
/** Without letters and digits that are taken for each other. */
const RECOVERY_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PURPOSE = 'second-factor-secrets';
/** Clocks of telephones may be off by one step of 30 seconds. */
const TOLERANCE_SECONDS = 30;

export interface Enrolment {
  secret: string;
  otpauthUrl: string;
  qrCode: string;
}

interface Factor {
  secret: Buffer;
  confirmed: boolean;
  lastStep: number | null;
}

/** Time-based one-time codes (RFC 6238), and recovery codes for the day the telephone is gone. */
@Injectable()
export class SecondFactorService implements OnModuleInit {
  private readonly logger = new Logger(SecondFactorService.name);

  constructor(
    private readonly database: Database,
    private readonly keys: DataKeys,
    private readonly stored: StoredSecrets,
    private readonly accounts: AccountQueries,
    private readonly city: CityProfile,
    private readonly audit: AuditLog,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.stored.register({
      name: 'second factors',
      isReadable: async () => {
        const factors = await this.factors();
        return factors.length === 0
          ? null
          : factors.some(({ accountId, secret }) => this.keys.decrypt(PURPOSE, accountId, secret) !== undefined);
      },
      renew: () => this.renew(),
    });
  }

  /** Changes nothing at sign-in until a code has proved that the app has the secret. */
  async enrol(accountId: string): Promise<Enrolment> {
    const secret = generateSecret();
    const stored = await this.database.execute(sql`
      insert into accounts.second_factor (account_id, secret, created_at)
      values (${accountId}, ${this.encrypt(accountId, secret)}, ${this.clock.now().toString()})
      on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at
      where second_factor.confirmed_at is null`);
    if (stored === 0) throw new SecondFactorActive();
    const account = (await this.accounts.byId(accountId))!;
    const otpauthUrl = generateURI({ issuer: this.city.name, label: account.username ?? account.email, secret });
    return { secret, otpauthUrl, qrCode: await toDataURL(otpauthUrl) };
  }

  /** From now on signing in needs a code. The recovery codes are told once and kept as fingerprints. */
  async confirm(accountId: string, code: string): Promise<string[]> {
    return this.database.transaction(async () => {
      const factor = await this.lock(accountId);
      if (!factor) throw new SecondFactorMissing();
      if (factor.confirmed) throw new SecondFactorActive();
      const step = this.stepOf(accountId, factor, code);
      if (step === undefined) {
        throw new InvalidInput([{ pointer: '/code', detail: 'must be the code that the app shows now; is its clock right?' }]);
      }
      await this.database.execute(sql`
        update accounts.second_factor set confirmed_at = ${this.clock.now().toString()}, last_step = ${step} where account_id = ${accountId}`);
      await this.audit.record({ action: 'accounts.enrol-second-factor', subject: accountId });
      this.events.publish(new SecondFactorChanged({ accountId, active: true }));
      return this.makeRecoveryCodes(accountId);
    });
  }

  /** Spends a code of the app or a recovery code, in the open transaction; a code that was used before does not count again. */
  async spend(accountId: string, otp: string): Promise<boolean> {
    const factor = await this.lock(accountId);
    if (!factor?.confirmed) return false;
    const step = this.stepOf(accountId, factor, otp.replace(/\s/g, ''));
    if (step === undefined) return this.spendRecoveryCode(accountId, otp);
    await this.database.execute(sql`update accounts.second_factor set last_step = ${step} where account_id = ${accountId}`);
    return true;
  }

  /** In the open transaction. */
  async remove(accountId: string, action: string): Promise<void> {
    const removed = await this.database.execute(sql`delete from accounts.second_factor where account_id = ${accountId}`);
    if (removed === 0) throw new SecondFactorMissing();
    await this.audit.record({ action, subject: accountId });
    this.events.publish(new SecondFactorChanged({ accountId, active: false }));
  }

  private async lock(accountId: string): Promise<Factor | undefined> {
    return this.database.row(sql<Factor>`
      select secret, confirmed_at is not null as confirmed, last_step::int as last_step
      from accounts.second_factor where account_id = ${accountId} for update`);
  }

  /** The time step whose code this is, unless it or a later one was used already. */
  private stepOf(accountId: string, factor: Factor, code: string): number | undefined {
    const secret = /^\d{6}$/.test(code) ? this.decrypt(accountId, factor.secret) : undefined;
    if (secret === undefined) return undefined;
    const result = verifySync({
      secret,
      token: code,
      epoch: Math.floor(this.clock.now().epochMilliseconds / 1000),
      epochTolerance: TOLERANCE_SECONDS,
    });
    if (!result.valid || !('timeStep' in result)) return undefined;
    return factor.lastStep === null || result.timeStep > factor.lastStep ? result.timeStep : undefined;
  }

  private async makeRecoveryCodes(accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => {
      const letters = Array.from({ length: 10 }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]).join('');
      return `${letters.slice(0, 5)}-${letters.slice(5)}`;
    });
    const hashes = codes.map((code) => this.recoveryHashes(accountId, code)[0]!);
    await this.database.execute(sql`
      insert into accounts.recovery_code (account_id, hash) select ${accountId}, unnest(${hashes}::bytea[])`);
    return codes;
  }

  private async spendRecoveryCode(accountId: string, code: string): Promise<boolean> {
    const spent = await this.database.execute(sql`
      update accounts.recovery_code set used_at = ${this.clock.now().toString()}
      where account_id = ${accountId} and hash = any(${this.recoveryHashes(accountId, code)}::bytea[]) and used_at is null`);
    return spent === 1;
  }

  /** By each key; the first is the one to keep. */
  private recoveryHashes(accountId: string, code: string): Buffer[] {
    return this.keys.fingerprints('recovery-codes', `${accountId}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`);
  }

  /** Bound to the account, so a copied row opens nothing. */
  private encrypt(accountId: string, secret: string): Buffer {
    return this.keys.encrypt(PURPOSE, accountId, secret);
  }

  /** Undefined when it was encrypted under another `DATA_KEY`: no code is right then, and the factor has to be reset. */
  private decrypt(accountId: string, sealed: Buffer): string | undefined {
    const secret = this.keys.decrypt(PURPOSE, accountId, sealed);
    if (secret === undefined) {
      this.logger.warn('A second factor was encrypted under another DATA_KEY; an administrator can reset it (resetSecondFactor).');
    }
    return secret;
  }

  private async renew(): Promise<number> {
    let renewed = 0;
    for (const { accountId, secret: sealed } of await this.factors()) {
      const secret = this.keys.isCurrent(sealed) ? undefined : this.keys.decrypt(PURPOSE, accountId, sealed);
      if (secret === undefined) continue;
      renewed += await this.database.execute(sql`
        update accounts.second_factor set secret = ${this.encrypt(accountId, secret)} where account_id = ${accountId} and secret = ${sealed}`);
    }
    return renewed;
  }

  private factors(): Promise<{ accountId: string; secret: Buffer }[]> {
    return this.database.query.selectFrom('accounts.second_factor').select(['accountId', 'secret']).execute();
  }
}
