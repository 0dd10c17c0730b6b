import { withPatience } from '../../base/patience';
import { contentHash } from './contentHash';
import { addContent } from './contents';

/** The longest text of a file, in characters, that an experiment contains itself; a link can hold about as many. */
export const mostInline = 100_000;

/**
 * Stores a large text by its hash; a small text, or one that the browser does not keep, is put into the experiment itself, as the
 * given field.
 */
export async function keptContent<Field extends 'text' | 'base64'>(
  text: string,
  field: Field,
): Promise<{ readonly [F in Field]: string } | { readonly hash: string }> {
  const itself = { [field]: text } as { readonly [F in Field]: string };
  if (text.length <= mostInline) return itself;
  const hash = contentHash(text);
  addContent(hash, text);
  try {
    await withPatience((await import('./contentStore')).storeContent(hash, text));
    return { hash };
  } catch (error) {
    console.warn(`Gradient Lab could not keep a file: ${String(error)}`);
    return itself;
  }
}

/** Stores the content of a large file by its hash. */
export async function keptFile<T extends { readonly name: string; readonly base64?: string | undefined }>(
  file: T,
): Promise<Omit<T, 'base64'> & ({ readonly base64?: string } | { readonly hash: string })> {
  const { base64, ...rest } = file;
  return base64 === undefined ? rest : { ...rest, ...(await keptContent(base64, 'base64')) };
}
