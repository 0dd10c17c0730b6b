import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languageCodes } from '../../../../src/base/languages';

/** What a chapter's sentence says in a language: its words, and the numbers in it outside of formulas. */
interface Said {
  readonly text: string;
  readonly numbers: readonly number[];
}

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The numbers of a sentence: `0.25`, `1,010`, `3 × 10⁻⁵`, `10⁻³⁸`. Formulas (`$…$`) and names such as 2-D are no numbers. */
export function numbersIn(sentence: string): number[] {
  const plain = sentence.replaceAll(/\$[^$]*\$/g, ' ').replaceAll('−', '-');
  return [
    ...plain.matchAll(/(?<![\w.-])(-?\d[\d,]*(?:\.\d+)?)(?:\s*×\s*10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g),
  ].map(([, mantissa, power, ownPower]) => {
    const value = Number(mantissa!.replaceAll(/,(?=\d{3})/g, '').replaceAll(',', ''));
    const exponent = (text: string) =>
      Number([...text].map((c) => (c === '⁻' ? '-' : String(digits.indexOf(c)))).join(''));
    // As text, so that 8.3 × 10⁻¹³ is the nearest number to it.
    if (power) return Number(`${value}e${exponent(power)}`);
    return ownPower ? value ** exponent(ownPower) : value;
  });
}

/** The claims of a chapter in a language, by id. */
function claimsOf(file: string, language: string): Map<string, Said> {
  const path = new URL(`../../../../src/features/learn/chapters/${language}/${file}.mdx`, import.meta.url);
  const found = new Map<string, Said>();
  for (const [, id, text] of readFileSync(path, 'utf8').matchAll(
    /<Claim id="([^"]+)">([\s\S]*?)<\/Claim>/g,
  )) {
    const words = text!.replaceAll(/\s+/g, ' ').trim();
    if (found.has(id!)) throw new Error(`${language}/${file}: the claim ${id} stands twice`);
    found.set(id!, { text: words, numbers: numbersIn(words) });
  }
  return found;
}

/** A chapter whose claims `long` train networks for seconds: `npm run test:full` measures these, and `npm test` only holds the languages against each other. */
interface LongChapter {
  readonly file: string;
  readonly long: readonly string[];
}

/**
 * Tests the claims of a chapter: each `<Claim id>` of its text is a test of that id whose name is the sentence. A claim without
 * a test fails, and so does one that another language lacks or tells with other numbers.
 */
export function testClaims(
  chapter: string | LongChapter,
  measures: Readonly<Record<string, (numbers: readonly number[]) => void | Promise<void>>>,
): void {
  const { file, long } = typeof chapter === 'string' ? { file: chapter, long: [] } : chapter;
  const [main, ...others] = languageCodes.map((language) => ({ language, claims: claimsOf(file, language) }));
  describe(file, () => {
    for (const [id, { text, numbers }] of main!.claims) {
      const measured = process.env.EVERY_CASE || !long.includes(id);
      test(measured ? text : `in every language: ${text}`, async () => {
        for (const { claims } of others)
          expect(claims.get(id)?.numbers.toSorted(), id).toEqual(numbers.toSorted());
        expect(Object.keys(measures)).toContain(id);
        if (measured) await measures[id]!(numbers);
      });
    }
    test('every measured claim stands in the text of every language', () => {
      for (const { claims } of [main!, ...others])
        expect([...claims.keys()].toSorted()).toEqual(Object.keys(measures).toSorted());
      for (const id of long) expect(Object.keys(measures)).toContain(id);
    });
  });
}

/** Holds a number of the text against the measured one, to the digits that the text gives. */
export function expectSaid(said: number | undefined, measured: number): void {
  const digitsGiven = String(said)
    .replace(/^-/, '')
    .replace(/^0\.0*/, '')
    .replace('.', '')
    .replace(/e.*/, '').length;
  const rounded = Number(measured.toPrecision(Math.max(1, digitsGiven)));
  expect(Math.abs(rounded / said! - 1), `${said} said, ${measured} measured`).toBeLessThan(1e-9);
}
