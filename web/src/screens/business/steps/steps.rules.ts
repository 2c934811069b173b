import type { Shape } from '../../../api/types';
import { withoutBlanks } from '../../../forms/without-blanks';

export type Step = Shape<'BusinessStepStateDto'>['step'];
type Address = Shape<'AddressValue'>;
type YesNo = 'yes' | 'no' | '';

/** The first step as a form holds it. */
export interface BusinessValues extends Omit<Shape<'BusinessStepRequest'>, 'nonProfit' | 'fein' | 'ibt'> {
  nonProfit: YesNo;
  fein: string;
  ibt: string;
}

type Counted = 'squareFeet' | 'employees' | 'shifts' | 'parkingSpaces';
type Asked = 'homeBased' | 'fireSuppression' | 'hazardousMaterials';
export type LocationValues = Omit<Shape<'LocationStepRequest'>, Counted | Asked> & Record<Counted, string> & Record<Asked, YesNo>;

export type PeopleValues = Shape<'OwnersAndContactsStepRequest'>;

const yesNo = (is: boolean | undefined): YesNo => (is === undefined ? '' : is ? 'yes' : 'no');
const count = (number: number | undefined): string => (number === undefined ? '' : String(number));
const counted = (typed: string): number | undefined => (typed.trim() === '' ? undefined : Number(typed.replaceAll(',', '')));

/** What was saved, for the form; tax numbers are not told again, and stay when they are left blank. */
export function businessValues(saved: Shape<'BusinessDetailsDto'> | null): BusinessValues {
  const { feinLastFour: _fein, ibtLastFour: _ibt, nonProfit, ...rest } = saved ?? {};
  return {
    legalName: '',
    dbaName: '',
    entityType: '',
    stateFileNumber: '',
    activity: '',
    naicsCode: '',
    activityDescription: '',
    openedOn: '',
    ...rest,
    fein: '',
    ibt: '',
    nonProfit: yesNo(nonProfit ?? false),
  };
}

export function asBusiness({ nonProfit, ...values }: BusinessValues): Shape<'BusinessStepRequest'> {
  return { ...withoutBlanks(values), nonProfit: nonProfit === 'yes' };
}

export function locationValues(saved: Shape<'LocationStepRequest'> | null, town: Pick<Address, 'city' | 'state'>): LocationValues {
  return {
    buildingOwner: '',
    alarmCompany: '',
    hazardousMaterialsDescription: '',
    ...saved,
    address: saved?.address ?? { line1: '', zip: '', ...town },
    homeBased: yesNo(saved?.homeBased),
    fireSuppression: yesNo(saved?.fireSuppression),
    hazardousMaterials: yesNo(saved?.hazardousMaterials),
    squareFeet: count(saved?.squareFeet),
    employees: count(saved?.employees),
    shifts: count(saved?.shifts),
    parkingSpaces: count(saved?.parkingSpaces),
  };
}

export function asLocation(values: LocationValues): Shape<'LocationStepRequest'> {
  const {
    homeBased,
    fireSuppression,
    hazardousMaterials,
    squareFeet,
    employees,
    shifts,
    parkingSpaces,
    hazardousMaterialsDescription,
    ...rest
  } = values;
  const keepsHazards = hazardousMaterials === 'yes';
  return {
    ...withoutBlanks(rest),
    squareFeet: counted(squareFeet) ?? NaN,
    employees: counted(employees) ?? NaN,
    shifts: counted(shifts),
    parkingSpaces: counted(parkingSpaces),
    homeBased: homeBased === 'yes',
    fireSuppression: fireSuppression === 'yes',
    hazardousMaterials: keepsHazards,
    hazardousMaterialsDescription: keepsHazards ? hazardousMaterialsDescription?.trim() : undefined,
  };
}

export function peopleValues(saved: PeopleValues | null): PeopleValues {
  return saved ?? { owners: [blankOwner()], localManager: blankContact(), emergencyContacts: [blankContact()] };
}

export const blankContact = (): Shape<'BusinessContactDto'> => ({ name: '', phone: '', email: '' });
export const blankOwner = (): Shape<'BusinessOwnerDto'> => ({
  ...blankContact(),
  title: '',
  address: { line1: '', city: '', state: '', zip: '' },
});

export const asPeople = (values: PeopleValues): PeopleValues => withoutBlanks(values);

/** The next step that something is missing in, after this one and then from the start; null when all are complete. */
export function nextOpen(steps: readonly Shape<'BusinessStepStateDto'>[], after: Step): Step | null {
  const at = steps.findIndex(({ step }) => step === after);
  const inTurn = [...steps.slice(at + 1), ...steps.slice(0, at + 1)];
  return inTurn.find(({ state }) => state !== 'complete')?.step ?? null;
}
