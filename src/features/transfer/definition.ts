import { useTranslation } from '../../locales/useTranslation';
import { parseTransfer, transferSchema } from '../../schema/transfer';
import { type ReadyTransfer, transfers } from '../../schema/transfers';
import { useTransfer } from '../../store/transfer';
import type { StudyDefinition } from '../study';
import { views } from './views';

/** The present activity, e.g. `Source teacher: step 300 of 1,500`. */
function usePhase(): string {
  const { t, i18n } = useTranslation('transfer');
  const phase = useTransfer((transfer) => transfer.phase);
  const begun = useTransfer((transfer) => transfer.teacher !== undefined);
  if (phase.kind === 'done') return t('phase.done');
  if (!begun) return t('phase.ready');
  const number = (value: number) => value.toLocaleString(i18n.language);
  return t(`phase.${phase.kind}`, { step: number(phase.step), steps: number(phase.steps) });
}

/** The definition of a transfer for the study page. */
export const transferStudy: StudyDefinition = {
  page: 'transfer',
  words: 'transfer',
  viewWords: 'transferViews',
  useStore: useTransfer,
  ready: Object.fromEntries(
    Object.entries<ReadyTransfer>(transfers).map(([key, { title, why, transfer }]) => [
      key,
      { title, why, spec: parseTransfer(transfer) },
    ]),
  ),
  maxSeeds: transferSchema.shape.seeds.unwrap().maxValue!,
  usePhase,
  useRepeats: () => ({
    done: useTransfer(({ repeats, draft }) => repeats.filter(({ index }) => index < draft.seeds).length),
    progress: useTransfer(({ repeating }) => (repeating?.what === 'repeats' ? repeating : undefined)),
  }),
  views,
};
