const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const DEVICES: [RegExp, string][] = [
  [/iPhone/, 'an iPhone'],
  [/iPad/, 'an iPad'],
  [/Android/, 'an Android device'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'a Mac'],
  [/Linux/, 'Linux'],
];

/** What a browser calls itself, in words: `Firefox on Windows`; other programs under their own name. */
export function deviceOf(client: string | null): string {
  if (!client) return 'An unknown device';
  const nameIn = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(client))?.[1];
  const browser = nameIn(BROWSERS);
  const device = nameIn(DEVICES);
  return browser && device ? `${browser} on ${device}` : (browser ?? client);
}
