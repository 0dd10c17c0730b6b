import { experimentLink } from './commands';
import { openStudyPage, studyLink } from './studies';

/** Copies the link to the open document to the clipboard. @returns the link, and whether it was copied */
export async function copyLink(): Promise<{ link: string; copied: boolean } | undefined> {
  const study = openStudyPage();
  const link = study ? await studyLink(study) : experimentLink();
  if (!link) return undefined;
  try {
    await navigator.clipboard.writeText(link);
    return { link, copied: true };
  } catch {
    // Without permission for the clipboard, the link is shown for copying by hand.
    return { link, copied: false };
  }
}
