/** Texts of own tables that experiments name by their hash: whoever runs an experiment says where they are kept. */

type Source = (hash: string) => Promise<string | undefined>;

const held = new Map<string, string>();
let source: Source | undefined;

/** Says where texts are kept that nobody has handed over yet. */
export function setContentSource(fetch: Source): void {
  source = fetch;
}

/** Hands a text over, so that it need not be fetched. */
export function holdContent(hash: string, text: string): void {
  held.set(hash, text);
}

/** A text at hand. */
export const contentOf = (hash: string): string | undefined => held.get(hash);

/** Fetches a text where it is not at hand. */
export async function fetchContent(hash: string): Promise<void> {
  if (held.has(hash)) return;
  const text = await source?.(hash);
  if (text !== undefined) held.set(hash, text);
}
