import { Migration0001Platform } from './Migration0001Platform.js';
import { Migration0002City } from './Migration0002City.js';
import { Migration0003Accounts } from './Migration0003Accounts.js';
import { Migration0004Records } from './Migration0004Records.js';
import { Migration0005Payments } from './Migration0005Payments.js';
import { Migration0006Fees } from './Migration0006Fees.js';
import { Migration0007Reviews } from './Migration0007Reviews.js';
import { Migration0008Inspections } from './Migration0008Inspections.js';
import { Migration0009Contractors } from './Migration0009Contractors.js';
import { Migration0010PermitTypes } from './Migration0010PermitTypes.js';
import { Migration0011Permits } from './Migration0011Permits.js';
import { Migration0012Notifications } from './Migration0012Notifications.js';
import { Migration0013Scheduling } from './Migration0013Scheduling.js';
import { Migration0014Completion } from './Migration0014Completion.js';
import { Migration0015IssuedPapers } from './Migration0015IssuedPapers.js';
import { Migration0016ContractorApplications } from './Migration0016ContractorApplications.js';
import { Migration0017Conveyance } from './Migration0017Conveyance.js';
import { Migration0018BusinessRegistration } from './Migration0018BusinessRegistration.js';
import { Migration0019CodeEnforcement } from './Migration0019CodeEnforcement.js';
import { Migration0020Parcels } from './Migration0020Parcels.js';
import { Migration0021LettersToAddresses } from './Migration0021LettersToAddresses.js';
import { Migration0022WorkList } from './Migration0022WorkList.js';
import { Migration0023ProjectsAndInvitations } from './Migration0023ProjectsAndInvitations.js';
import { Migration0024ListsOfOneShape } from './Migration0024ListsOfOneShape.js';
import { Migration0025ContractorPapers } from './Migration0025ContractorPapers.js';
import { Migration0026PapersTakenBack } from './Migration0026PapersTakenBack.js';
import { Migration0027FeesOfCyclesCalledOff } from './Migration0027FeesOfCyclesCalledOff.js';
import { Migration0028BrowserSessions } from './Migration0028BrowserSessions.js';
import { Migration0029KindsOfModules } from './Migration0029KindsOfModules.js';
import { Migration0030GrantedWaivers } from './Migration0030GrantedWaivers.js';
import { Migration0031Outstanding } from './Migration0031Outstanding.js';
import { Migration0032VisitRights } from './Migration0032VisitRights.js';
import { Migration0033Guessing } from './Migration0033Guessing.js';
import { Migration0034AddressRules } from './Migration0034AddressRules.js';
import { Migration0035AuditOnlyGrows } from './Migration0035AuditOnlyGrows.js';
import { Migration0036DataKeys } from './Migration0036DataKeys.js';
import { Migration0037EmailChanges } from './Migration0037EmailChanges.js';
import { Migration0038Changes } from './Migration0038Changes.js';
import { Migration0039MoneyThatPaysIsKept } from './Migration0039MoneyThatPaysIsKept.js';
import { Migration0040RefundsByTwo } from './Migration0040RefundsByTwo.js';
import { Migration0041FeesDueAtOnce } from './Migration0041FeesDueAtOnce.js';
import { Migration0042OwnersOnPaper } from './Migration0042OwnersOnPaper.js';
import { Migration0043RecordsByPlace } from './Migration0043RecordsByPlace.js';

/** The one time line of the database. A migration is never edited once it has landed. */
export const migrations = [
  Migration0001Platform,
  Migration0002City,
  Migration0003Accounts,
  Migration0004Records,
  Migration0005Payments,
  Migration0006Fees,
  Migration0007Reviews,
  Migration0008Inspections,
  Migration0009Contractors,
  Migration0010PermitTypes,
  Migration0011Permits,
  Migration0012Notifications,
  Migration0013Scheduling,
  Migration0014Completion,
  Migration0015IssuedPapers,
  Migration0016ContractorApplications,
  Migration0017Conveyance,
  Migration0018BusinessRegistration,
  Migration0019CodeEnforcement,
  Migration0020Parcels,
  Migration0021LettersToAddresses,
  Migration0022WorkList,
  Migration0023ProjectsAndInvitations,
  Migration0024ListsOfOneShape,
  Migration0025ContractorPapers,
  Migration0026PapersTakenBack,
  Migration0027FeesOfCyclesCalledOff,
  Migration0028BrowserSessions,
  Migration0029KindsOfModules,
  Migration0030GrantedWaivers,
  Migration0031Outstanding,
  Migration0032VisitRights,
  Migration0033Guessing,
  Migration0034AddressRules,
  Migration0035AuditOnlyGrows,
  Migration0036DataKeys,
  Migration0037EmailChanges,
  Migration0038Changes,
  Migration0039MoneyThatPaysIsKept,
  Migration0040RefundsByTwo,
  Migration0041FeesDueAtOnce,
  Migration0042OwnersOnPaper,
  Migration0043RecordsByPlace,
];
