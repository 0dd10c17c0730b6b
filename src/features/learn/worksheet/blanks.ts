/** A measured statement with its numbers taken out, and the numbers. */
export interface Blanked {
  readonly text: string;
  readonly numbers: readonly string[];
}

/** A number as the book writes it: `0.105`, `44.7 %`, `1,200`, `10⁻⁹`, `3 × 10⁻⁵`, `4.5×`; not the digits of a name such as `float32`. */
const number =
  /(?<![A-Za-zα-ω\d.])[−-]?\d(?:[\d.,]*\d)?(?:\s?×\s?10(?=[⁻⁰¹²³⁴-⁹]))?(?:[⁻⁰¹²³⁴-⁹]+)?(?:\s?%|×)?/g;

/** Replaces each number of a statement by a blank. */
export function blanked(statement: string): Blanked {
  const numbers = statement.match(number) ?? [];
  return { text: statement.replaceAll(number, '______'), numbers };
}
