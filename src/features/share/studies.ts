import { Problem } from '../../base/problem';
import { download } from '../../charts';
import type { Distillation } from '../../schema/distillation';
import { toFragment } from '../../schema/link';
import { withStoredContent } from '../../schema/storedContent';
import type { TransferSpec } from '../../schema/transfer';
import { useLab } from '../../store/lab';
import { fileStem } from './fileStem';

/** Opens and saves studies; a room's store is loaded only when it is needed. */

export const studyPages = ['distil', 'transfer'] as const;
export type StudyPage = (typeof studyPages)[number];

/** The open room, if it belongs to a study. */
export const openStudyPage = (): StudyPage | undefined => {
  const { page } = useLab.getState();
  return studyPages.find((one) => one === page);
};

/** What both rooms share: the open draft, and how it is written. */
const opened = <State, Draft extends Distillation | TransferSpec>(
  state: State,
  draft: Draft,
  suffix: string,
  serialize: (draft: Draft) => string,
) => ({
  state,
  name: draft.name,
  suffix,
  text: () => serialize(draft),
  fragment: () => toFragment(draft),
});

const loaders = {
  async distil() {
    const { useDistillation } = await import('../../store/distillation');
    const { serializeDistillation } = await import('../../schema/distillation');
    const state = useDistillation.getState();
    return opened(state, await withStoredContent(state.draft), 'distillation', serializeDistillation);
  },
  async transfer() {
    const { useTransfer } = await import('../../store/transfer');
    const { serializeTransfer } = await import('../../schema/transfer');
    const state = useTransfer.getState();
    return opened(state, await withStoredContent(state.draft), 'transfer', serializeTransfer);
  },
} as const;

/** The store of a room, and its draft as a file and as a link. */
export const studyOf = (page: StudyPage) => loaders[page]();

/** The URL that reopens a study; `undefined`, and a problem at `link`, if it is too large for a link. */
export async function studyLink(page: StudyPage): Promise<string | undefined> {
  const { state, fragment } = await studyOf(page);
  try {
    const address = `${location.origin}${location.pathname}${fragment()}`;
    state.dismiss('link');
    return address;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    state.refuse('link', error);
    return undefined;
  }
}

/** Saves `*.distillation.json` or `*.transfer.json`. */
export async function saveStudy(page: StudyPage): Promise<void> {
  const { name, suffix, text } = await studyOf(page);
  download(`${fileStem(name)}.${suffix}.json`, text(), 'application/json');
}
