/** The number of letters that fit the narrowest tile, and the number of lines for a name. */
const [lineLetters, maxLines] = [23, 2];

/** The width of a text in Latin letters; a Chinese character is as wide as two. */
const lettersIn = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

/** Splits a name into at most two lines of whole words (`T = 4` is one); the last line is cut if the name is too long. */
export function wrapped(text: string, letters = lineLetters): string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<=[^=] )(?!=)|(?<=，)/)) {
    const last = lines.at(-1);
    const joined = `${last}${word}`;
    if (last !== undefined && (lettersIn(joined.trimEnd()) <= letters || lines.length === maxLines)) {
      lines[lines.length - 1] = joined;
    } else lines.push(word);
  }
  return lines.map((line) => cut(line.trimEnd(), letters));
}

/** A line of at most so many letters. */
function cut(line: string, letters: number): string {
  if (lettersIn(line) <= letters) return line;
  let kept = line;
  while (lettersIn(kept) >= letters) kept = kept.slice(0, -1);
  return `${kept}…`;
}
