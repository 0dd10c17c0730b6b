import { useTranslation } from 'react-i18next';
import { useTransfer } from '../../store/transfer';
import { PlayControls } from '../study';

/** Play, pause, step, reset, and how far it is, in words. */
export function RunBar() {
  const { t } = useTranslation('transfer');
  const status = useTransfer((transfer) => transfer.status);
  const share = useTransfer((transfer) => transfer.share);
  const apart = useTransfer((transfer) => transfer.draft !== transfer.spec);
  const { toggle, step, reset } = useTransfer.getState();
  return (
    <PlayControls
      {...{ status, share, apart, toggle, step, reset }}
      phase={usePhase()}
      help={t('playHelp')}
    />
  );
}

/** What is being done, e.g. `Source teacher: step 300 of 1,500`. */
function usePhase(): string {
  const { t, i18n } = useTranslation('transfer');
  const phase = useTransfer((transfer) => transfer.phase);
  const begun = useTransfer((transfer) => transfer.teacher !== undefined);
  if (phase.kind === 'done') return t('phase.done');
  if (!begun) return t('phase.ready');
  const number = (value: number) => value.toLocaleString(i18n.language);
  return t(`phase.${phase.kind}`, { step: number(phase.step), steps: number(phase.steps) });
}
