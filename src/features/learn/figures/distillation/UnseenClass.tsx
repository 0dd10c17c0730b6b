import type { ReactNode } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { RaceBars } from '../RaceBars';
import { unseenClass } from './experiments';

const seeds = [1, 2, 3];

/** Students that never saw a class. */
export function UnseenClass({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('learnDistillation');
  return (
    <FigureShell id="unseen-class" height={190} caption={children} spec={() => unseenClass(1)}>
      <RaceBars
        id="unseen-class-chart"
        title={t('unseen')}
        help={t('barsHelp')}
        of={unseenClass}
        seeds={seeds}
        students={[t('students.hard'), t('softAt', { temperature: 1 }), t('softAt', { temperature: 20 })]}
      />
    </FigureShell>
  );
}
