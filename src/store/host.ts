/** What this page tells the page around it besides a run: a chapter was read to its end, an answer was judged. */
export type ProgressMessage =
  | { readonly kind: 'chapter'; readonly chapter: string }
  | { readonly kind: 'verdict'; readonly assignment: string; readonly passed: boolean };

/** Tells the page around this one, if there is one (docs/embedding.md). */
export function tellHost(message: ProgressMessage): void {
  if (parent !== self) parent.postMessage({ source: 'gradient-lab', version: 1, ...message }, '*');
}
