import type { Shape } from '../../api/types';
import { Facts } from '../../components/facts';
import { longDate } from '../../format/dates';
import { phone } from '../../format/phones';
import { wholeAddress } from '../../format/address';

interface SummaryProps {
  business: Shape<'BusinessDetailsDto'> | null;
  location: Shape<'LocationStepRequest'> | null;
  people: Shape<'OwnersAndContactsStepRequest'> | null;
  catalogue: Shape<'BusinessCatalogueDto'>;
}

/** What the owner has said of the business. */
export function Summary({ business, location, people, catalogue }: SummaryProps) {
  return (
    <>
      {business && <Business business={business} catalogue={catalogue} />}
      {location && <Location location={location} />}
      {people && <People people={people} />}
    </>
  );
}

const yesNo = (is: boolean) => (is ? 'Yes' : 'No');
const ending = (lastFour: string | null) => lastFour && `Ends in ${lastFour}`;

function Business({ business, catalogue }: { business: Shape<'BusinessDetailsDto'>; catalogue: Shape<'BusinessCatalogueDto'> }) {
  const nameOf = (all: readonly { code: string; name: string }[], code: string) => all.find((each) => each.code === code)?.name ?? code;
  return (
    <section aria-labelledby="summary-business">
      <h2 id="summary-business">The business</h2>
      <Facts
        of={[
          ['Legal name', business.legalName],
          ['Name over the door', business.dbaName],
          ['Legal form', nameOf(catalogue.entityTypes, business.entityType)],
          ['State file number', business.stateFileNumber],
          ['FEIN', ending(business.feinLastFour)],
          [catalogue.stateTaxNumber?.label ?? 'State tax number', ending(business.ibtLastFour)],
          ['What it does', nameOf(catalogue.activities, business.activity)],
          ['In your words', business.activityDescription],
          ['Not for profit', yesNo(business.nonProfit)],
          ['Opened', longDate(business.openedOn)],
        ]}
      />
    </section>
  );
}

function Location({ location }: { location: Shape<'LocationStepRequest'> }) {
  return (
    <section aria-labelledby="summary-location">
      <h2 id="summary-location">Location</h2>
      <Facts
        of={[
          ['Address', wholeAddress(location.address)],
          ['Run from a home', yesNo(location.homeBased)],
          ['Floor area', `${location.squareFeet.toLocaleString('en-US')} square feet`],
          ['People who work there', location.employees],
          ['Shifts a day', location.shifts],
          ['Parking spaces', location.parkingSpaces],
          ['Owner of the building', location.buildingOwner],
          ['Alarm company', location.alarmCompany],
          ['Puts out fires', yesNo(location.fireSuppression)],
          ['Hazardous materials', location.hazardousMaterials ? (location.hazardousMaterialsDescription ?? 'Yes') : 'None'],
        ]}
      />
    </section>
  );
}

function People({ people: { owners, localManager, emergencyContacts } }: { people: Shape<'OwnersAndContactsStepRequest'> }) {
  const person = ({ name, phone: number, email }: Shape<'BusinessContactDto'>) => [name, phone(number), email].filter(Boolean).join(', ');
  return (
    <section aria-labelledby="summary-people">
      <h2 id="summary-people">Owners and contacts</h2>
      <Facts
        of={[
          ...owners.map(
            (owner, index) =>
              [owners.length > 1 ? `Owner ${index + 1}` : 'Owner', `${person(owner)}, ${wholeAddress(owner.address)}`] as const,
          ),
          ['Runs it', person(localManager)],
          ...emergencyContacts.map(
            (contact, index) => [`Called in an emergency${index > 0 ? `, ${index + 1}` : ''}`, person(contact)] as const,
          ),
        ]}
      />
    </section>
  );
}
