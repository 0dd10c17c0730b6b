import { type ReactNode, useMemo } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { TrainingCurves } from '../myths/TrainingCurves';
import { tooLarge } from './experiments';

/** Twenty layers with weights that are too large, with and without clipping. */
export function Clipping({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('learnMending');
  const variants = useMemo(
    () => [
      { id: 'free', label: t('unclipped'), spec: tooLarge(false) },
      { id: 'clipped', label: t('clipped'), spec: tooLarge(true) },
    ],
    [t],
  );
  return (
    <FigureShell id="clipping" height={380} caption={children} spec={() => tooLarge(true)(1)}>
      <TrainingCurves id="clipping-chart" title={t('clipping')} variants={variants} />
    </FigureShell>
  );
}
