import { hash32 } from '../../random/random';

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
