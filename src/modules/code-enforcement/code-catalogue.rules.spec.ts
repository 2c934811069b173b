import { expect, it } from '@jest/globals';
import { catalogueProblems } from './code-catalogue.rules.js';

const good = {
  categories: [{ code: 'high-weeds', sections: ['PM-302.4'] }],
  sections: [{ code: 'PM-302.4' }],
  hearing: { from: '09:00', to: '12:00' },
};

it('takes a catalogue whose parts fit together', () => {
  expect(catalogueProblems(good)).toEqual([]);
});

it('names codes that appear twice, sections that nobody describes and hearings that end before they begin', () => {
  expect(
    catalogueProblems({
      categories: [...good.categories, { code: 'high-weeds', sections: ['PM-999'] }],
      sections: [...good.sections, ...good.sections],
      hearing: { from: '13:00', to: '12:00' },
    }),
  ).toEqual([
    { pointer: '/categories/1/code', detail: 'must not appear twice: high-weeds' },
    { pointer: '/sections/1/code', detail: 'must not appear twice: PM-302.4' },
    { pointer: '/categories/1/sections', detail: 'of high-weeds names PM-999, which is not among the sections' },
    { pointer: '/hearing/to', detail: 'must not be before /hearing/from' },
  ]);
});
