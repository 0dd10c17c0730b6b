import { experimentLink } from './commands';
import { openStudyPage, studyLink } from './studies';

/** The link to the open document; undefined, and a problem in its place, if it is too large for one. */
export async function openLink(): Promise<string | undefined> {
  const study = openStudyPage();
  return study ? await studyLink(study) : experimentLink();
}

/** Copies the link to the open document to the clipboard. @returns the link, and whether it was copied */
export async function copyLink(): Promise<{ link: string; copied: boolean } | undefined> {
  const link = await openLink();
  if (!link) return undefined;
  try {
    await navigator.clipboard.writeText(link);
    return { link, copied: true };
  } catch {
    // Without permission for the clipboard, the link is shown for copying by hand.
    return { link, copied: false };
  }
}
