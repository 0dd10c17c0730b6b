import { type ReactNode, useCallback } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { Controls } from '../Controls';
import { FigureShell } from '../FigureShell';
import { RaceBars } from '../RaceBars';
import { placeOf, seeds, sickStudents, students } from './experiments';
import { depthOf, useDepth } from './useDepth';

const inFileOrder = students.toSorted((a, b) => placeOf[a] - placeOf[b]);

/** What students reach through which hardly any gradient passes, and what normalized ones reach. */
export function SickStudents({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="sick-students"
      height={320}
      caption={children}
      spec={({ depth }) => sickStudents(depthOf(depth, '6'), 1)}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBothWays');
  const { depth, choice } = useDepth('6');
  const of = useCallback((seed: number) => sickStudents(depth, seed), [depth]);
  return (
    <>
      <Controls>{choice}</Controls>
      <RaceBars
        id="sick-students-chart"
        title={t('reached')}
        help={t('reachedHelp')}
        of={of}
        seeds={seeds}
        students={inFileOrder.map((student) => t(`students.${student}`))}
      />
    </>
  );
}
