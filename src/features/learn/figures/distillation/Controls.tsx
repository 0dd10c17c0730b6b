import type { ReactNode } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { RaceBars } from '../RaceBars';
import { spiralControls, spiralStudents } from './experiments';

const seeds = [1, 2, 3];

/** A distillation with the controls that tell where its gain comes from. */
export function Controls({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('learnDistillation');
  return (
    <FigureShell id="controls" height={240} caption={children} spec={() => spiralControls(1)}>
      <RaceBars
        id="controls-chart"
        title={t('controls')}
        help={t('barsHelp')}
        of={spiralControls}
        seeds={seeds}
        students={spiralStudents.map((student) => t(`students.${student}`))}
      />
    </FigureShell>
  );
}
