import { Injectable } from '@nestjs/common';
import { IsArray, IsIn, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { ListOf, Part, Text, Whole } from '../../platform/config/file-fields.js';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { repeatedCodes } from '../../platform/errors/repeated-codes.js';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../city/index.js';
import { CREDENTIAL_KINDS, type CredentialKind } from './contractor.status.js';

export class StateLicenseRule {
  /** Who issues it. */
  @Text(200)
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

  @Text(200)
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

  @Text(120)
  readonly name: string;

  @IsArray()
  @IsIn(CREDENTIAL_KINDS, { each: true })
  readonly requires: readonly CredentialKind[];

  @IsOptional()
  @Part(() => StateLicenseRule)
  readonly stateLicense: StateLicenseRule | null;

  /** Least cover of the liability insurance. */
  @IsOptional()
  @Whole(1)
  readonly insuranceCents?: number;

  /** Least amount of the bond. */
  @IsOptional()
  @Whole(1)
  readonly bondCents?: number;

  /** What else the city wants to see of an applicant. */
  @IsOptional()
  @ListOf(() => ContractorDocument)
  readonly documents?: readonly ContractorDocument[];

  @IsOptional()
  @IsString()
  readonly note?: string;
}

class Catalogue {
  @IsObject()
  readonly credentials: Readonly<Record<CredentialKind, string>>;

  @IsOptional()
  @ListOf(() => CredentialDocument)
  readonly documents?: readonly CredentialDocument[];

  @ListOf(() => ContractorClass, 1)
  readonly classes: readonly ContractorClass[];
}

/** The classes of the city, from the file that the city profile names; read and checked at start. */
@Injectable()
export class ContractorClasses {
  readonly all: readonly ContractorClass[];
  private readonly byCode: ReadonlyMap<string, ContractorClass>;
  private readonly catalogue: Catalogue;

  constructor({ catalogues }: CityProfile) {
    const path = catalogues.contractorClasses;
    // Cities say more of their classes than the portal reads.
    this.catalogue = readCatalogueFile(path, Catalogue, true);
    const problems = brokenRules(this.catalogue);
    if (problems.length > 0) throw new CatalogueFileError(path, problems);
    this.all = this.catalogue.classes;
    this.byCode = new Map(this.all.map((each) => [each.code, each]));
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
    const proofs = (this.catalogue.documents ?? []).filter(({ shows }) => classes.some(({ requires }) => requires.includes(shows)));
    const all = [...proofs, ...classes.flatMap(({ documents }) => documents ?? [])];
    return [...new Map(all.map(({ code, name }) => [code, { code, name }])).values()];
  }

  credentialName(kind: CredentialKind): string {
    return this.catalogue.credentials[kind];
  }
}

defineCatalogue((profile) => new ContractorClasses(profile));

function brokenRules({ classes, credentials }: Catalogue): FieldError[] {
  const problems = repeatedCodes(classes, '/classes');
  for (const [index, { code, requires, stateLicense }] of classes.entries()) {
    const pointer = `/classes/${index}/stateLicense`;
    for (const kind of requires) {
      if (!credentials[kind]) problems.push({ pointer: `/credentials/${kind}`, detail: `is missing, but the class ${code} requires it` });
    }
    if (requires.includes('state-license') && !stateLicense) {
      problems.push({ pointer, detail: 'must name the board, because the class requires a state license' });
    }
    if (stateLicense?.pattern && !isRegularExpression(stateLicense.pattern)) {
      problems.push({ pointer: `${pointer}/pattern`, detail: 'must be a regular expression' });
    }
  }
  return problems;
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
