/**
 * A file of the page that can't be loaded: there is no network, or the site was updated while the page was open. Whoever needs such
 * a file goes on without it and reports it here; the page then tells the user, with a button for the newest version.
 */

export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}

/**
 * What Chromium and Firefox say of a module that they do not get, what WebKit says, and what Vite says of a style sheet.
 * `public/start.js`, which runs before any module, has the same words.
 */
export const missingFileWords =
  /dynamically imported module|Importing a module script failed|Unable to preload CSS/;

/** Whether an error says that a file of the page is missing. */
export const isMissingFile = (error: unknown): boolean =>
  error instanceof MissingFile || (error instanceof Error && missingFileWords.test(error.message));

let tell: (() => void) | undefined;
let reported = false;

/** Reports that a file is missing. */
export function reportMissingFile(): void {
  reported = true;
  tell?.();
}

/** Sets what happens when a file is missing; it happens at once if one was reported before. */
export function onMissingFile(act: () => void): void {
  tell = act;
  if (reported) act();
}
