import { Injectable } from '@nestjs/common';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Addresses, BusinessCalendar } from '../../city/index.js';
import { answersNeeded, assessFees, feesOf, FeeSchedules } from '../../payments/index.js';
import { answerPointer, unanswered, validateAnswers } from './answers.rules.js';
import type { AddressValue } from '../../records/index.js';
import { withDerived } from './derived-answers.rules.js';
import type { FeeEstimateDto } from './fee-estimates.dto.js';
import type { PermitTypeVersion } from './permit-type.js';
import type { ApplicationFacts } from './permit-type.rules.js';
import { PermitTypes } from './permit-types.service.js';

/** Says what a permit will cost before anybody applies, by the very function that bills it (`P-04`). */
@Injectable()
export class FeeEstimates {
  constructor(
    private readonly types: PermitTypes,
    private readonly addresses: Addresses,
    private readonly schedules: FeeSchedules,
    private readonly calendar: BusinessCalendar,
  ) {}

  async estimate(permitType: string, { valuationCents, answers: own }: ApplicationFacts, address?: AddressValue): Promise<FeeEstimateDto> {
    const type = await this.types.online(permitType);
    const place = address && (await this.addresses.match(address));
    const { answers } = withDerived(type, own, place?.parcel);
    const { version, schedule } = await this.schedules.inForce(this.calendar.today());
    const fees = feesOf(schedule, type.code);
    const errors = [...validateAnswers(type, answers, { complete: false }), ...open(type, answersNeeded(fees, answers))];
    if (errors.length > 0) throw new InvalidInput(errors);

    const lines = assessFees(schedule, type.code, { valuationCents, answers });
    return {
      lines,
      totalCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
      scheduleVersion: version,
      possibleWaivers: fees.waivers.flatMap(({ code, description, basisPoints, grantedBy }) =>
        grantedBy ? [{ code, description, basisPoints, grantedBy }] : [],
      ),
    };
  }
}

/** What decides the fee and is not answered, question by question. */
function open(type: PermitTypeVersion, needed: string[]): FieldError[] {
  return needed.map((name) => {
    const field = type.form.find((candidate) => candidate.name === name);
    return { pointer: answerPointer(name), detail: field ? unanswered(field) : 'is needed to work out the fee' };
  });
}
