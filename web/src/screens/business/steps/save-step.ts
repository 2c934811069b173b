import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import type { Shape } from '../../../api/types';
import type { Step } from './steps.rules';

type Body = paths['/v1/business-registrations/{number}/steps/{step}']['put']['requestBody']['content']['application/json'];

/** Saves one step; refused when it was changed elsewhere since it was read. */
export function saveStep({ number, version }: Shape<'BusinessStepsDto'>, step: Step, body: Body): Promise<Shape<'BusinessStepsDto'>> {
  return answer(
    api.PUT('/v1/business-registrations/{number}/steps/{step}', {
      body,
      params: { path: { number, step }, header: { 'If-Match': `"${version}"` } },
    }),
  );
}
