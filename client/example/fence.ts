import { answer, asForm, ProblemError, type Portal } from '../src/index.js';

/** Applies for a fence: finds the permit, asks what it costs, corrects the address if need be, attaches the survey and hands it in. */
export async function applyForAFence(portal: Portal, survey: File, line1: string) {
  const { api } = portal;
  const [type] = (await answer(api.GET('/v1/permit-types', { params: { query: { q: 'wood fence in the back yard' } } }))).items;
  if (!type) throw new Error('The city has no permit for fences.');
  const answers = {
    lengthFt: 84,
    heightFt: 6,
    material: 'Cedar',
    inEasement: false,
    cornerLot: false,
    ownerDoesWork: true,
    historicDistrict: false,
  };
  const estimate = await answer(api.POST('/v1/fee-estimates', { body: { permitType: type.code, valuationCents: 620_000, answers } }));

  const apply = (street: string) =>
    answer(
      api.POST('/v1/permits', {
        body: {
          permitType: type.code,
          address: { line1: street, city: 'Fairview', state: 'IL', zip: '60501' },
          description: 'Six-foot cedar fence around the back yard',
          valuationCents: 620_000,
          answers,
        },
      }),
    );
  const { number } = await apply(line1).catch((error: unknown) => {
    // "Did you mean 12 Maple Street?"
    if (error instanceof ProblemError && error.problem.code === 'city.address-not-in-list')
      return apply(error.problem.nearest[0]?.line1 ?? line1);
    throw error;
  });

  const params = { path: { number } };
  const body = { documentType: 'plat-of-survey', file: survey };
  await answer(api.POST('/v1/records/{number}/attachments', { params, body, bodySerializer: asForm }));
  const { status, nextStep } = await answer(api.POST('/v1/permits/{number}/submission', { params }));
  return { number, status, nextStep, totalCents: estimate.totalCents };
}
