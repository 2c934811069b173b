const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** `Monday to Friday`, or each day by its name when there are gaps. */
export function daysInWords(days: readonly string[]): string {
  const places = days.map((day) => WEEK.indexOf(day)).sort((a, b) => a - b);
  const names = places.map((place) => capital(WEEK[place] ?? ''));
  const isRun = places.length > 2 && places.every((place, index) => place === places[0]! + index);
  return isRun ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}
