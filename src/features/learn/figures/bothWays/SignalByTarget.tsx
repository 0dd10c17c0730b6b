import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import type { RaceJob, RaceResult } from '../../../../worker/studyJob';
import { Controls, FigureChoice } from '../Controls';
import { FigureShell } from '../FigureShell';
import { layerNumbers } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { Predictable } from '../Predictable';
import { useJobs } from '../useJobs';
import { useChoice } from '../useSetting';
import { placeOf, sickStudents } from './experiments';
import { depthOf, useDepth } from './useDepth';

const shown = ['hard', 'soft', 'hints'] as const;
const moments = ['first', 'last'] as const;

/** The signal of each layer under labels, soft targets and hints. */
export function SignalByTarget({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="signal-by-target"
      height={380}
      caption={children}
      spec={({ depth }) => sickStudents(depthOf(depth, '12'), 1)}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBothWays');
  const { depth, choice } = useDepth('12');
  const [moment, setMoment] = useChoice('moment', 'first', moments);
  const jobs = useMemo((): RaceJob[] => [{ race: sickStudents(depth, 1), backend: 'auto' }], [depth]);
  const {
    results: [race],
    fault,
  } = useJobs(jobs);
  const layers = Number(depth) + 1;
  const caption = `${depth} × 32 sigmoid, ${t(`moments.${moment}`)}`;
  const signalsOf = ({ students }: RaceResult, student: (typeof shown)[number], upTo: number) =>
    layerNumbers(students[placeOf[student]]!.summary![moment], 'signalNorm', upTo);
  return (
    <>
      <Controls>
        {choice}
        <FigureChoice
          label={t('moment')}
          value={moment}
          options={moments.map((value) => ({ value, label: t(`moments.${value}`) }))}
          onChange={setMoment}
        />
      </Controls>
      {race ? (
        <Predictable
          of={caption}
          profiles={shown.map((student) => ({
            value: student,
            label: t(`students.${student}`),
            signals: signalsOf(race, student, Number(depth)),
          }))}
        >
          <Bands
            meta={chartMeta('signal-by-target-chart', t('signals'), t('signalsHelp'), caption)}
            series={shown.map((student, k) => ({
              id: student,
              label: t(`students.${student}`),
              color: categoryColor(k),
              x: Array.from({ length: layers }, (_, i) => i + 1),
              values: signalsOf(race, student, layers),
            }))}
            axis={{ label: '‖δ‖', scale: 'log' }}
            x={{ label: t('layer') }}
            height={280}
          />
        </Predictable>
      ) : (
        <Measuring fault={fault} height={280} />
      )}
    </>
  );
}
