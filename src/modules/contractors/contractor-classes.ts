import { Injectable } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Min, ValidateNested } from 'class-validator';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../city/index.js';
import { CREDENTIAL_KINDS, type CredentialKind } from './contractor.status.js';

export class StateLicenseRule {
  /** Who issues it. */
  @IsString()
  @Length(1, 200)
  readonly board: string;

  /** What its number looks like, as a regular expression; null when the board uses no one form. */
  @IsOptional()
  @IsString()
  readonly pattern: string | null;

  @IsOptional()
  @IsString()
  readonly example?: string;
}

/** A document that proves something, by the code it is uploaded under. */
export class ContractorDocument {
  @Matches(/^[a-z][a-z0-9-]{0,59}$/)
  readonly code: string;

  @IsString()
  @Length(1, 200)
  readonly name: string;
}

/** The document that proves a credential of a kind. */
export class CredentialDocument extends ContractorDocument {
  @IsIn(CREDENTIAL_KINDS)
  readonly shows: CredentialKind;
}

/** A trade, and what a contractor must show before its name counts in it. */
export class ContractorClass {
  @Matches(/^[a-z][a-z0-9-]{0,59}$/)
  readonly code: string;

  @IsString()
  @Length(1, 120)
  readonly name: string;

  @IsArray()
  @IsIn(CREDENTIAL_KINDS, { each: true })
  readonly requires: readonly CredentialKind[];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StateLicenseRule)
  readonly stateLicense: StateLicenseRule | null;

  /** Least cover of the liability insurance. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly insuranceCents?: number;

  /** Least amount of the bond. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly bondCents?: number;

  /** What else the city wants to see of an applicant. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ContractorDocument)
  readonly documents?: readonly ContractorDocument[];

  @IsOptional()
  @IsString()
  readonly note?: string;
}

class Catalogue {
  @IsObject()
  readonly credentials: Readonly<Record<CredentialKind, string>>;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CredentialDocument)
  readonly documents?: readonly CredentialDocument[];

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => ContractorClass)
  readonly classes: readonly ContractorClass[];
}

/** The classes of the city, from the file that the city profile names; read and checked at start. */
@Injectable()
export class ContractorClasses {
  readonly all: readonly ContractorClass[];
  private readonly byCode: ReadonlyMap<string, ContractorClass>;
  private readonly names: Readonly<Record<CredentialKind, string>>;
  private readonly documents: readonly CredentialDocument[];

  constructor(profile: CityProfile) {
    const catalogue = load(profile.catalogues.contractorClasses);
    this.all = catalogue.classes;
    this.byCode = new Map(catalogue.classes.map((each) => [each.code, each]));
    this.names = catalogue.credentials;
    this.documents = catalogue.documents ?? [];
  }

  find(code: string): ContractorClass | undefined {
    return this.byCode.get(code);
  }

  /** Known classes only: one that the city has dropped asks for nothing any more. */
  of(codes: readonly string[]): ContractorClass[] {
    return codes.flatMap((code) => this.byCode.get(code) ?? []);
  }

  /** The documents that an applicant for these classes uploads. */
  documentsFor(codes: readonly string[]): ContractorDocument[] {
    const classes = this.of(codes);
    const proofs = this.documents.filter(({ shows }) => classes.some(({ requires }) => requires.includes(shows)));
    const all = [...proofs, ...classes.flatMap(({ documents }) => documents ?? [])];
    return [...new Map(all.map(({ code, name }) => [code, { code, name }])).values()];
  }

  credentialName(kind: CredentialKind): string {
    return this.names[kind];
  }
}

defineCatalogue((profile) => new ContractorClasses(profile));

function load(path: string): Catalogue {
  const catalogue = readCatalogueFile(path, Catalogue, true);
  const problems = brokenRules(catalogue);
  if (problems.length > 0) throw new CatalogueFileError(path, problems);
  return catalogue;
}

function brokenRules({ classes, credentials }: Catalogue): FieldError[] {
  const seen = new Set<string>();
  return (classes ?? []).flatMap(({ code, requires, stateLicense }, index) => {
    const place = `/classes/${index}`;
    const findings: FieldError[] = [];
    if (seen.has(code)) findings.push({ pointer: `${place}/code`, detail: `must not repeat ${code}` });
    seen.add(code);
    for (const kind of requires ?? []) {
      if (!credentials?.[kind]) findings.push({ pointer: `/credentials/${kind}`, detail: `is missing, but the class ${code} requires it` });
    }
    if (requires?.includes('state-license') && !stateLicense) {
      findings.push({ pointer: `${place}/stateLicense`, detail: 'must name the board, because the class requires a state license' });
    }
    if (stateLicense?.pattern && !isRegularExpression(stateLicense.pattern)) {
      findings.push({ pointer: `${place}/stateLicense/pattern`, detail: 'must be a regular expression' });
    }
    return findings;
  });
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
