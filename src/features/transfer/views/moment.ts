import type { TransferPhase } from '../../../engine/transfer/transfer';
import { useTranslation } from '../../../locales/useTranslation';

/** The time of a picture's values, in words. */
export function useMoment(phase: TransferPhase | undefined): string | undefined {
  const { t } = useTranslation('transferViews');
  if (!phase) return undefined;
  return phase.kind === 'done' ? t('phases.done') : t(`phases.${phase.kind}`, { step: phase.step });
}
