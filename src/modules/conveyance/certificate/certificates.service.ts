import { isDeepStrictEqual } from 'node:util';
import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { ContractorsService } from '../../contractors/index.js';
import { definePaper, IssuedPapers } from '../../official-documents/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { ConveyanceCatalogue } from '../conveyance-catalogue.js';
import type { Conveyance } from '../conveyance.entity.js';
import { NoCertificate } from '../conveyances.errors.js';
import { certificateOfOperation, certificateStanding, type CertificateSnapshot } from './certificate-of-operation.js';

const CERTIFICATE = definePaper<CertificateSnapshot>({
  kind: 'certificate-of-operation',
  name: 'certificate of operation',
  recordName: 'Conveyance',
  draw: certificateOfOperation,
  fileName: (number) => `${number}-certificate.pdf`,
  standing: certificateStanding,
});

/** The certificates of operation that were handed out. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly papers: IssuedPapers,
    private readonly records: RecordsService,
    private readonly contractors: ContractorsService,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly lifecycle: Lifecycle,
  ) {}

  async issue(unit: Conveyance, passed: CertificateSnapshot['passed']): Promise<void> {
    await this.handOut(unit, await this.snapshotOf(unit, passed, unit.certificateIssuedOn!.toString()), false);
  }

  /** A new edition when the one on display says something that was put right. */
  async reissueIfWrong(unit: Conveyance): Promise<void> {
    const newest = unit.certificateExpiresOn ? await this.papers.newest<CertificateSnapshot>(unit.recordId, CERTIFICATE.kind) : null;
    if (!newest) return;
    const right = await this.snapshotOf(unit, newest.passed, newest.issuedOn);
    if (!isDeepStrictEqual(plain(right), plain(newest))) await this.handOut(unit, right, true);
  }

  async exists(recordId: string): Promise<boolean> {
    return (await this.papers.newest(recordId, CERTIFICATE.kind)) !== null;
  }

  async download(principal: Principal, number: string): Promise<StreamableFile> {
    const { record } = await this.records.requireParty(principal, number);
    const file = await this.papers.file(record.id, CERTIFICATE.kind);
    if (!file) throw new NoCertificate(record.number);
    return file;
  }

  private async handOut(unit: Conveyance, snapshot: CertificateSnapshot, corrected: boolean): Promise<void> {
    const paperId = await this.papers.issue({ recordId: unit.recordId, kind: CERTIFICATE.kind, snapshot });
    await this.lifecycle.make(unit.handOut({ paperId, expiresOn: snapshot.expiresOn, corrected }));
  }

  private async snapshotOf(unit: Conveyance, passed: CertificateSnapshot['passed'], issuedOn: string): Promise<CertificateSnapshot> {
    const record = (await this.records.byId(unit.recordId))!;
    const contractor = unit.contractorRecordId ? await this.contractors.byRecordId(unit.contractorRecordId) : null;
    return {
      title: this.catalogue.certificate.name,
      number: unit.number,
      stateRegistrationNumber: unit.stateRegistrationNumber,
      typeName: this.catalogue.typeName(unit.typeCode),
      address: record.address!,
      buildingName: unit.buildingName ?? null,
      locationInBuilding: unit.locationInBuilding ?? null,
      manufacturer: unit.manufacturer ?? null,
      serialNumber: unit.serialNumber ?? null,
      landings: unit.landings ?? null,
      capacityLbs: unit.capacityLbs ?? null,
      speedFpm: unit.speedFpm ?? null,
      maintenanceContractor: contractor && { number: contractor.number, businessName: contractor.businessName },
      passed,
      issuedOn,
      expiresOn: unit.certificateExpiresOn!.toString(),
    };
  }
}

/** As it comes back from the database. */
function plain(snapshot: CertificateSnapshot): unknown {
  return JSON.parse(JSON.stringify(snapshot));
}
