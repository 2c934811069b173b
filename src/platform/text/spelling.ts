/** How many alternatives to a misspelt word are searched for. */
const MOST_ALTERNATIVES = 5;

/**
 * Words of the vocabulary that a misspelt one may stand for, or be the beginning of, the likeliest first: one slip in four or
 * five letters, two in eight, and so on.
 */
export function alternativesTo(misspelt: string, vocabulary: readonly string[]): string[] {
  const allowed = Math.max(1, Math.floor(misspelt.length / 4));
  return vocabulary
    .map((word) => ({ word, slips: slipsBetween(misspelt, word) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, MOST_ALTERNATIVES)
    .map(({ word }) => word);
}

/**
 * The least number of letters left out, put in, replaced, or swapped with their neighbor that makes one word the beginning of the
 * other (optimal string alignment; what follows the beginning is free).
 */
function slipsBetween(typed: string, word: string): number {
  let earlier: number[] = [];
  let previous = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const isSame = typed[row - 1] === word[column - 1];
      let slips = Math.min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1));
      const isSwapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (isSwapped) slips = Math.min(slips, earlier[column - 2] + 1);
      current.push(slips);
    }
    earlier = previous;
    previous = current;
  }
  return Math.min(...previous);
}
