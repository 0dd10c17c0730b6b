import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Controls, FigureChoice } from '../Controls';
import { FigureShell } from '../FigureShell';
import { RaceBars } from '../RaceBars';
import { useChoice } from '../useSetting';
import { depths, placeOf, seeds, sickStudents, students } from './experiments';

const inFileOrder = students.toSorted((a, b) => placeOf[a] - placeOf[b]);

/** What students reach through which hardly any gradient passes, and what normalized ones reach. */
export function SickStudents({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="sick-students"
      height={320}
      caption={children}
      spec={({ depth }) => sickStudents(depths.find((one) => one === depth) ?? '6', 1)}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBothWays');
  const [depth, setDepth] = useChoice('depth', '6', depths);
  const of = useCallback((seed: number) => sickStudents(depth, seed), [depth]);
  return (
    <>
      <Controls>
        <FigureChoice
          label={t('depth')}
          value={depth}
          options={depths.map((value) => ({ value, label: t('layers', { depth: value }) }))}
          onChange={setDepth}
        />
      </Controls>
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
