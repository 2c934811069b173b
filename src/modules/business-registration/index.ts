export { BusinessRegistrationModule } from './business-registration.module.js';
export { BusinessRegistrationsService } from './business-registrations.service.js';
export {
  BusinessApproved,
  BusinessCertified,
  BusinessClosed,
  BusinessDenied,
  BusinessLapsed,
  BusinessRegistrationStarted,
  BusinessReturned,
  BusinessRevoked,
  BusinessSubmitted,
  BusinessTransferred,
  RenewalReminded,
  RenewalSubmitted,
  TransferOffered,
} from './business-registration.events.js';
