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
  c.record_id as "recordId", c.number, c.state_registration_number as "stateRegistrationNumber", c.type_code as "typeCode", c.drive,
  c.manufacturer, c.model, c.serial_number as "serialNumber", c.installed_on::text as "installedOn", c.landings,
  c.capacity_lbs as "capacityLbs", c.speed_fpm as "speedFpm", c.location_in_building as "locationInBuilding",
  c.building_name as "buildingName", c.owner_name as "ownerName", c.owner_email::text as "ownerEmail", c.owner_phone as "ownerPhone",
  c.contractor_record_id as "contractorRecordId", c.last_annual_on::text as "lastAnnualOn", c.last_category1_on::text as "lastCategory1On",
  c.last_category3_on::text as "lastCategory3On", c.last_category5_on::text as "lastCategory5On",
  c.certificate_issued_on::text as "certificateIssuedOn", c.certificate_expires_on::text as "certificateExpiresOn", c.status,
  c.out_of_service_since::text as "outOfServiceSince", c.out_of_service_reason as "outOfServiceReason",
  c.out_of_service_by as "outOfServiceBy", c.retired_reason as "retiredReason", c.registered_at as "registeredAt", c.version`;
