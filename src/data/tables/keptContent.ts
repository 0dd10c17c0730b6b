import { hash32 } from '../../random/random';
import { holdContent } from './contents';

/** The longest table text, in characters, that an experiment contains itself; a link can hold about as many. */
export const mostInline = 100_000;

/** A hash of a text: its length and 64 bits mixed from all characters. */
export function contentHash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  const word = (value: number, n: number) => hash32(value, n, text.length).toString(16).padStart(8, '0');
  return `${text.length.toString(36)}-${word(a, 1)}${word(b, 2)}`;
}

/** Stores a large text by its hash; a small text is put into the experiment itself. */
export async function keptContent(
  text: string,
): Promise<{ readonly text: string } | { readonly hash: string }> {
  if (text.length <= mostInline) return { text };
  const hash = contentHash(text);
  holdContent(hash, text);
  const { storeContent } = await import('./contentStore');
  await storeContent(hash, text);
  return { hash };
}
