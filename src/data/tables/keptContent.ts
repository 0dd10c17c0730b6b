import { hash32 } from '../../random/random';
import { holdContent } from './contents';

/** The longest text of a file, in characters, that an experiment contains itself; a link can hold about as many. */
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

/** Stores a large text by its hash; a small text is put into the experiment itself, as the given field. */
export async function keptContent<Field extends 'text' | 'base64'>(
  text: string,
  field: Field,
): Promise<{ readonly [F in Field]: string } | { readonly hash: string }> {
  if (text.length <= mostInline) return { [field]: text } as { readonly [F in Field]: string };
  const hash = contentHash(text);
  holdContent(hash, text);
  const { storeContent } = await import('./contentStore');
  await storeContent(hash, text);
  return { hash };
}

/** Stores the content of a large file by its hash. */
export async function keptFile<T extends { readonly name: string; readonly base64?: string | undefined }>(
  file: T,
): Promise<Omit<T, 'base64'> & ({ readonly base64?: string } | { readonly hash: string })> {
  const { base64, ...rest } = file;
  return base64 === undefined ? rest : { ...rest, ...(await keptContent(base64, 'base64')) };
}
