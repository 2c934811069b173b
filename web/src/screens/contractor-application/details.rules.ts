import type { Shape } from '../../api/types';
import { withoutBlanks } from '../../forms/without-blanks';
import { asCents } from '../contractor/renewals/renewal.rules';

type Kind = Shape<'CredentialDto'>['kind'];
type Class = Shape<'ContractorClassDto'>;

/** What the form holds; amounts in dollars, as they are typed. */
export interface DetailsValues {
  email: string;
  businessName: string;
  contactName: string;
  phone: string;
  address: Partial<Shape<'AddressValue'>>;
  classes: string[];
  stateLicense: { class: string; number: string; expiresOn: string };
  insuranceNumber: string;
  insuranceAmountCents: string;
  insuranceExpiresOn: string;
  bondAmountCents: string;
  bondExpiresOn: string;
  workersCompensationExpiresOn: string;
}

/** Which papers the chosen classes ask for, and the classes that ask for a state license. */
export function askedBy(classes: readonly Class[], chosen: readonly string[]) {
  const picked = classes.filter(({ code }) => chosen.includes(code));
  const asks = (kind: Kind) => picked.some(({ requires }) => requires.includes(kind));
  return {
    licensed: picked.filter(({ requires }) => requires.includes('state-license')),
    bond: asks('bond'),
    workersCompensation: asks('workers-compensation'),
    documents: [...new Map(picked.flatMap(({ documents }) => documents).map((each) => [each.code, each.name])).values()],
    notes: picked.flatMap(({ note }) => note ?? []),
  };
}

/** What the form says, as the portal takes it: nothing of a paper that the classes do not ask for. */
export function asDetails(values: DetailsValues, classes: readonly Class[]): Shape<'ContractorDetailsRequest'> {
  const {
    email: _email,
    stateLicense,
    insuranceAmountCents,
    bondAmountCents,
    bondExpiresOn,
    workersCompensationExpiresOn,
    ...rest
  } = values;
  const { licensed, bond, workersCompensation } = askedBy(classes, values.classes);
  return {
    ...withoutBlanks({
      ...rest,
      address: rest.address as Shape<'AddressValue'>,
      stateLicense: licensed.length > 0 ? { ...stateLicense, class: licensed.length > 1 ? stateLicense.class : '' } : undefined,
      bondExpiresOn: bond ? bondExpiresOn : undefined,
      workersCompensationExpiresOn: workersCompensation ? workersCompensationExpiresOn : undefined,
    }),
    insuranceAmountCents: asCents(insuranceAmountCents),
    bondAmountCents: bond ? asCents(bondAmountCents) : undefined,
  };
}

export function blankDetails(): DetailsValues {
  return {
    email: '',
    businessName: '',
    contactName: '',
    phone: '',
    address: { line1: '', city: '', state: '', zip: '' },
    classes: [],
    stateLicense: { class: '', number: '', expiresOn: '' },
    insuranceNumber: '',
    insuranceAmountCents: '',
    insuranceExpiresOn: '',
    bondAmountCents: '',
    bondExpiresOn: '',
    workersCompensationExpiresOn: '',
  };
}

/** A returned application as it was sent, to be corrected. */
export function detailsOf(application: Shape<'ContractorApplicationDto'>, contractor: Shape<'ContractorFileDto'>): DetailsValues {
  const claim = (kind: Kind) => application.credentials.find((each) => each.kind === kind);
  const dollars = (kind: Kind) => {
    const cents = claim(kind)?.amountCents;
    return cents ? String(cents / 100) : '';
  };
  const license = claim('state-license');
  return {
    ...blankDetails(),
    businessName: application.businessName,
    contactName: contractor.contactName,
    phone: contractor.phone,
    address: contractor.address,
    classes: application.classes.map(({ code }) => code),
    stateLicense: { class: license?.class ?? '', number: license?.number ?? '', expiresOn: license?.expiresOn ?? '' },
    insuranceNumber: claim('insurance')?.number ?? '',
    insuranceAmountCents: dollars('insurance'),
    insuranceExpiresOn: claim('insurance')?.expiresOn ?? '',
    bondAmountCents: dollars('bond'),
    bondExpiresOn: claim('bond')?.expiresOn ?? '',
    workersCompensationExpiresOn: claim('workers-compensation')?.expiresOn ?? '',
  };
}
