import { sql } from 'kysely';
import type { ConveyanceStatus, OutOfServiceBy } from './conveyance.status.js';

/** A unit `c` as it is read, days as `YYYY-MM-DD`. */
export interface ConveyanceRow {
  recordId: string;
  number: string;
  stateRegistrationNumber: string;
  typeCode: string;
  drive: string | null;
  manufacturer: string | null;
  model: string | null;
  serialNumber: string | null;
  installedOn: string | null;
  landings: number | null;
  capacityLbs: number | null;
  speedFpm: number | null;
  locationInBuilding: string | null;
  buildingName: string | null;
  ownerName: string;
  ownerEmail: string;
  ownerPhone: string | null;
  contractorRecordId: string | null;
  lastAnnualOn: string | null;
  lastCategory1On: string | null;
  lastCategory3On: string | null;
  lastCategory5On: string | null;
  certificateIssuedOn: string | null;
  certificateExpiresOn: string | null;
  status: ConveyanceStatus;
  outOfServiceSince: string | null;
  outOfServiceReason: string | null;
  outOfServiceBy: OutOfServiceBy | null;
  retiredReason: string | null;
  registeredAt: string;
  version: number;
}

export const CONVEYANCE_COLUMNS = sql`
  c.record_id, c.number, c.state_registration_number, c.type_code, c.drive,
  c.manufacturer, c.model, c.serial_number, c.installed_on::text as installed_on, c.landings,
  c.capacity_lbs, c.speed_fpm, c.location_in_building,
  c.building_name, c.owner_name, c.owner_email::text as owner_email, c.owner_phone,
  c.contractor_record_id, c.last_annual_on::text as last_annual_on, c.last_category1_on::text as last_category1_on,
  c.last_category3_on::text as last_category3_on, c.last_category5_on::text as last_category5_on,
  c.certificate_issued_on::text as certificate_issued_on, c.certificate_expires_on::text as certificate_expires_on, c.status,
  c.out_of_service_since::text as out_of_service_since, c.out_of_service_reason,
  c.out_of_service_by, c.retired_reason, c.registered_at, c.version`;
