import type { FieldError } from '../../../platform/errors/domain-error.js';
import type { ContractorClass } from '../contractor-classes.js';
import type { NewCredential } from '../contractor-credentials.js';
import { amountProblem, firstDay, futureDate, licenseNumberProblem, missingCredentials } from '../credential-input.rules.js';
import type { CredentialDates } from '../contractor.rules.js';
import type { ClaimedCredential } from './filing.entity.js';
import type { RenewedCredentialRequest } from './filings.dto.js';

interface RenewalBasis {
  classes: readonly ContractorClass[];
  find: (code: string) => ContractorClass | undefined;
  /** On file and not ended. */
  onFile: readonly CredentialDates[];
  today: Temporal.PlainDate;
  /** Every credential that the classes ask for must still be in force on it. */
  newTermFrom: Temporal.PlainDate;
}

/** What a renewal names, as the city will record it; what is wrong is added to `problems`. */
export function readClaims(
  requests: readonly RenewedCredentialRequest[],
  { classes, find, onFile, today, newTermFrom }: RenewalBasis,
  problems: FieldError[],
): ClaimedCredential[] {
  const claims = requests.map((request, index): ClaimedCredential => {
    const place = `/credentials/${index}`;
    const classCode = request.kind === 'state-license' ? (request.class ?? onlyLicensed(classes)) : null;
    if (request.kind === 'state-license') problems.push(...licenseProblems(request, classCode, find, place));
    problems.push(...amountProblem(request.kind, request.amountCents, classes, `${place}/amountCents`));
    const expiresOn = futureDate(request.expiresOn, `${place}/expiresOn`, today, problems);
    const effectiveOn = firstDay(request.effectiveOn, expiresOn, today, problems, `${place}/effectiveOn`);
    return {
      kind: request.kind,
      classCode,
      number: request.number ?? null,
      amountCents: request.amountCents ?? null,
      effectiveOn: effectiveOn.toString(),
      expiresOn: expiresOn.toString(),
      attachmentIds: [...request.attachmentIds],
    };
  });
  const same = (one: { kind: string; classCode: string | null }, other: { kind: string; classCode: string | null }) =>
    one.kind === other.kind && one.classCode === other.classCode;
  claims.forEach((claim, index) => {
    if (claims.findIndex((other) => same(claim, other)) < index) {
      problems.push({ pointer: `/credentials/${index}`, detail: 'names a credential that stands above already' });
    }
  });
  // Whether the new term is covered can only be said of dates that are right.
  if (problems.length > 0) return claims;
  const lasts = (expiresOn: Temporal.PlainDate | string) => Temporal.PlainDate.compare(expiresOn, newTermFrom) >= 0;
  const missing = missingCredentials(
    classes,
    (kind, classCode) => [...onFile, ...claims].some((each) => same(each, { kind, classCode }) && lasts(each.expiresOn)),
    () => '/credentials',
  );
  problems.push(...missing.map(({ pointer, detail }) => ({ pointer, detail: `${detail} in force on ${newTermFrom.toString()}` })));
  return claims;
}

export function toCredential({ attachmentIds: _proofs, effectiveOn, expiresOn, ...claim }: ClaimedCredential): NewCredential {
  return { ...claim, effectiveOn: Temporal.PlainDate.from(effectiveOn), expiresOn: Temporal.PlainDate.from(expiresOn) };
}

function onlyLicensed(classes: readonly ContractorClass[]): string | null {
  const licensed = classes.filter(({ requires }) => requires.includes('state-license'));
  return licensed.length === 1 ? licensed[0]!.code : null;
}

function licenseProblems(
  { class: named, number }: RenewedCredentialRequest,
  classCode: string | null,
  find: RenewalBasis['find'],
  place: string,
): FieldError[] {
  const rule = classCode === null ? undefined : find(classCode);
  if (!rule) {
    return [
      { pointer: `${place}/class`, detail: named ? `is not a class of this city: ${named}` : 'must say which class the license is for' },
    ];
  }
  if (!number) return [{ pointer: `${place}/number`, detail: 'must be the number on the license' }];
  return licenseNumberProblem(number, rule, `${place}/number`);
}
