import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { whyUnusable, type PasswordContext } from './password.rules.js';

const ANA: PasswordContext = {
  hasSecondFactor: false,
  username: 'ana.lopez',
  email: 'lopez.family@example.com',
  names: ['Ana', 'Lopez'],
  places: ['Fairview', 'Frontcounter'],
};

describe('A-02 a password can be used', () => {
  it.each([
    'three lamps over the harbor',
    'correct horse battery staple',
    'nine green bottles',
    'TestPassword-2026-harbor',
    'ünïcödé-wörter-sind-gut',
    '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵 fox to monkey',
    'x8!Kq2#vLm9$Zt4',
    '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🦄🐝🐙🦋🐢',
    'all lower case and no digits at all',
    `${'a long walk along the river '.repeat(18)}end`,
  ])('%s', (password) => expect(whyUnusable(password, ANA)).toBeUndefined());

  it('with eight characters when there is a second factor', () => {
    expect(whyUnusable('Kq2#vLm9', { ...ANA, hasSecondFactor: true })).toBeUndefined();
    expect(whyUnusable('Kq2#vLm', { ...ANA, hasSecondFactor: true })).toMatch('8 characters');
  });
});

describe('A-02 a password is refused with the reason', () => {
  it.each([
    ['Kq2#vLm9$Zt4!x', '15 characters'],
    ['password1234567', 'common passwords'],
    ['Password!Password!', 'common passwords'],
    ['P@ssw0rd-P@55word-123', 'common passwords'],
    ['qwertyuiopasdfgh', 'common passwords'],
    ['1234567890123456', 'over and over|common'],
    ['zyxwvutsrqponmlk', 'common passwords'],
    ['welcome welcome1 2 3', 'common passwords'],
    ['aaaaaaaaaaaaaaaa', 'different characters'],
    ['harborharborharbor', 'over and over'],
    ['my name is ana.lopez', 'your username'],
    ['AnaLopez at the sea', 'your username'],
    ['lopez.family@example.com', 'your e-mail'],
    ['the lopez.family house', 'your e-mail'],
    ['greetings from Fairview', 'the city'],
    ['x1_2_3!y welcome', 'common passwords'],
    ['frontcounter is mine', 'this portal'],
    ['Lopez Lopez Ana 12345', 'common passwords'],
  ])('%s', (password, reason) => expect(whyUnusable(password, ANA)).toMatch(new RegExp(reason)));

  it('counts characters, not bytes or halves of them', () => {
    expect(whyUnusable('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🦄🐝🐙🦋', ANA)).toMatch('15 characters');
  });

  it('takes the same characters for the same, however they were typed', () => {
    const composed = 'fünfzehn kräne am';
    expect(whyUnusable(composed.normalize('NFD').slice(0, 15), ANA)).toMatch('15 characters');
  });
});

it('knows several hundred common passwords of the lengths that could be chosen', () => {
  expect([...COMMON_PASSWORDS].filter((password) => password.length >= 8).length).toBeGreaterThan(400);
});
