import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { StepUnknown } from '../business-registration.errors.js';
import { STEPS, type Step } from './steps.js';

/** For the step in an address: `@Param('step', StepPipe)`. */
@Injectable()
@Problems(StepUnknown)
export class StepPipe implements PipeTransform<string, Step> {
  transform(value: string): Step {
    const step = STEPS.find((each) => each === value);
    if (!step) throw new StepUnknown(value, STEPS);
    return step;
  }
}
