import type { ReactNode } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { RaceBars } from '../RaceBars';
import { tutorial } from './experiments';

const seeds = [1, 2, 3];

/** The tutorial's distillation of random numbers, with samples to test on. */
export function Tutorial({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('learnDistillation');
  return (
    <FigureShell id="tutorial" height={190} caption={children} spec={() => tutorial(1)}>
      <RaceBars
        id="tutorial-chart"
        title={t('tutorial')}
        help={t('barsHelp')}
        of={tutorial}
        seeds={seeds}
        students={[t('students.hard'), t('students.argmax'), t('softTargets')]}
      />
    </FigureShell>
  );
}
