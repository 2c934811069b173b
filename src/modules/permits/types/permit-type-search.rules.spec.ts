import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { indexTypes, searchTypes } from './permit-type-search.rules.js';

interface File {
  permitTypes: { code: string; name: string; keywords: string[]; summary: string }[];
}
const read = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as File).permitTypes;
const index = indexTypes([...read('city/permit-types.json'), ...read('city/counter-types.json')]);

// What residents type, and the permit they need.
it.each([
  ['deck', 'OTC-DECK'],
  ['I want to build a deck', 'OTC-DECK'],
  ['back porch', 'OTC-DECK'],
  ['a/c', 'RST-AC'],
  ['AC', 'RST-AC'],
  ['new air conditioner', 'RST-AC'],
  ['central air', 'RST-AC'],
  ['fence', 'ZAS-FNC-R'],
  ['fense', 'ZAS-FNC-R'],
  ['fencing my backyard', 'ZAS-FNC-R'],
  ['6 ft privacy fence', 'ZAS-FNC-R'],
  ['fence around our parking lot', 'ZAS-FNC-C'],
  ['hot tub', 'OTC-POOL-AG'],
  ['jacuzi', 'OTC-POOL-AG'],
  ['inground pool', 'OTC-POOL-IG'],
  ['swimming pool', 'OTC-POOL-IG'],
  ['rewire', 'RST-ELEC'],
  ['rewiring my house', 'RST-ELEC'],
  ['add outlets in the kitchen wiring', 'RST-ELEC'],
  ['EV charger', 'RST-ELEC'],
  ['200 amp panel', 'RST-ESVC'],
  ['breaker box', 'RST-ESVC'],
  ['furnace', 'RST-FURN'],
  ['furnance', 'RST-FURN'],
  ['water heater', 'RST-PLUMB'],
  ['toilet', 'RST-PLUMB'],
  ['sump pump', 'RST-PLUMB'],
  ['roof', 'RST-ROOF'],
  ['new shingles', 'RST-ROOF'],
  ['leaking roof', 'RST-ROOF'],
  ['flat roof on a warehouse', 'OTC-COM-ROOF'],
  ['ductwork', 'RST-MECH'],
  ['gas line', 'RST-MECH'],
  ['sewage backup in basement', 'RST-SEWBF'],
  ['take down a wall', 'RST-CARP'],
  ['load bearing wall', 'RST-CARP'],
  ['water my new lawn', 'RST-LAWN'],
  ['sod', 'RST-LAWN'],
  ['solar panels', 'SOL-RR'],
  ['solar in my back yard', 'SOL-RG'],
  ['solar farm', 'SOL-CG'],
  ['banner', 'SGN-BANR'],
  ['grand opening sign', 'SGN-BANR'],
  ['neon sign', 'SGN-WALL-E'],
  ['monument sign with lights', 'SGN-SITE-E'],
  ['driveway', 'ZAS-DRV-PVT'],
  ['driveway apron', 'ZAS-DRV-ROW'],
  ['curb cut', 'ZAS-DRV-ROW'],
  ['shed', 'ZAS-SHED'],
  ['storage pod', 'ZAS-POD'],
  ['moving container', 'ZAS-POD'],
  ['dumpster enclosure', 'ZAS-DUMP'],
  ['christmas tree lot', 'ZAS-TVEND'],
  ['hot dog stand', 'ZAS-VEND'],
  ['habitat volunteers', 'RST-VERP'],
  ['kitchen remodel', 'OTC-RMDL'],
  ['remodel bathroom', 'OTC-RMDL'],
  ['finish my basement', 'OTC-BSMT'],
  ['garage', 'OTC-GAR'],
  ['room addition', 'OTC-ADDN'],
  ['generator', 'OTC-GEN'],
  ['lawn sprinklers', 'OTC-IRRIG'],
  ['fire sprinkler', 'OTC-FIRE-SPK'],
  ['retaining wall', 'OTC-GRADE'],
  ['tear down my house', 'OTC-DEMO'],
  ['wood stove', 'OTC-FIREPL'],
  ['elevator', 'OTC-ELEV'],
  ['open a restaurant', 'OTC-COM-TI'],
  ['cell tower', 'OTC-ANT'],
  ['new house', 'OTC-SFD'],
  ['duplex', 'OTC-MFR'],
  ['sewer line', 'OTC-TAP'],
  ['temporary vender', 'ZAS-TVEND'],
  ['tempory vendor', 'ZAS-TVEND'],
  ['temp vendor', 'ZAS-TVEND'],
  ['gradding', 'OTC-GRADE'],
  ['regrading', 'OTC-GRADE'],
  ['leveling my yard', 'OTC-GRADE'],
  ['zas-fnc-r', 'ZAS-FNC-R'],
])('P-02 “%s” finds %s first', (query, code) => {
  expect(searchTypes(index, query)[0]).toBe(code);
});

it('every permit is found by its own name', () => {
  for (const { code, name } of [...read('city/permit-types.json'), ...read('city/counter-types.json')]) {
    expect([name, searchTypes(index, name)[0]]).toEqual([name, code]);
  }
});

it('offers no permit for what has nothing to do with one', () => {
  for (const query of ['marriage', 'xyzzy', 'I need a permit for my', '', '!!!'])
    expect([query, searchTypes(index, query)]).toEqual([query, []]);
});

it('leaves out what is far from the best hit', () => {
  expect(searchTypes(index, 'furnace').length).toBeLessThanOrEqual(4);
  expect(searchTypes(index, 'hot tub')).not.toContain('RST-ROOF');
});
