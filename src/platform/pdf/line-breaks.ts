/**
 * Breaks text into lines no wider than `width`. Line feeds are kept; a word that is wider than a line is broken inside.
 *
 * @param measure the width of a piece of text in the font it will be set in
 */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

function breakParagraph(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return [...lines, line];
}

/** Behind the last dash or slash that fits, as in codes and addresses of web pages; without one, anywhere. */
function breakWord(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > width) {
      const cut = /^(.+[-/])[^-/]*$/s.exec(piece)?.[1] ?? piece;
      pieces.push(cut);
      piece = piece.slice(cut.length);
    }
    piece += letter;
  }
  return [...pieces, piece];
}
