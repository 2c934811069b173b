import type { Shape } from '../../api/types';
import { Facts } from '../../components/facts';
import { longDate } from '../../format/dates';
import { wholeAddress } from '../../format/address';

/** What the city knows of the unit. */
export function UnitFacts({ unit }: { unit: Shape<'ConveyanceDto'> }) {
  const day = (date: string | null) => date && longDate(date);
  return (
    <section aria-labelledby="unit">
      <h2 id="unit">The unit</h2>
      <Facts
        of={[
          ['State number', unit.stateRegistrationNumber],
          ['Where', wholeAddress(unit.address)],
          ['Building', unit.buildingName],
          ['In the building', unit.locationInBuilding],
          ['Owner', unit.owner?.name],
          ['Maintained by', unit.maintenanceContractor?.businessName],
          ['Drive', unit.drive?.name],
          ['Maker', [unit.manufacturer, unit.model].filter(Boolean).join(', ')],
          ['Serial number', unit.serialNumber],
          ['Installed', day(unit.installedOn)],
          ['Landings', unit.landings],
          ['Rated load', unit.capacityLbs && `${unit.capacityLbs.toLocaleString('en-US')} pounds`],
          ['Rated speed', unit.speedFpm && `${unit.speedFpm} feet per minute`],
          ['Last annual inspection', day(unit.lastAnnualOn)],
          ['Last category 1 test', day(unit.lastCategory1On)],
          ['Last category 3 test', day(unit.lastCategory3On)],
          ['Last category 5 test', day(unit.lastCategory5On)],
          ['Retired because', unit.retiredReason],
        ]}
      />
    </section>
  );
}
