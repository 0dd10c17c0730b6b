import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Bands, categoryColor } from '../../../../charts';
import type { RaceJob } from '../../../../worker/studyJob';
import { Controls, FigureChoice } from '../Controls';
import { FigureShell } from '../FigureShell';
import { layerNumbers } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { useChoice } from '../useSetting';
import { depths, placeOf, sickStudents } from './experiments';

const shown = ['hard', 'soft', 'hints'] as const;
const moments = ['first', 'last'] as const;

/** The signal of each layer under labels, soft targets and hints. */
export function SignalByTarget({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="signal-by-target"
      height={380}
      caption={children}
      spec={({ depth }) => sickStudents(depths.find((one) => one === depth) ?? '12', 1)}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBothWays');
  const [depth, setDepth] = useChoice('depth', '12', depths);
  const [moment, setMoment] = useChoice('moment', 'first', moments);
  const jobs = useMemo((): RaceJob[] => [{ race: sickStudents(depth, 1), backend: 'auto' }], [depth]);
  const {
    results: [race],
    fault,
  } = useJobs(jobs);
  const layers = Number(depth) + 1;
  return (
    <>
      <Controls>
        <FigureChoice
          label={t('depth')}
          value={depth}
          options={depths.map((value) => ({ value, label: t('layers', { depth: value }) }))}
          onChange={setDepth}
        />
        <FigureChoice
          label={t('moment')}
          value={moment}
          options={moments.map((value) => ({ value, label: t(`moments.${value}`) }))}
          onChange={setMoment}
        />
      </Controls>
      {race ? (
        <Bands
          meta={chartMeta(
            'signal-by-target-chart',
            t('signals'),
            t('signalsHelp'),
            `${depth} × 32 sigmoid, ${t(`moments.${moment}`)}`,
          )}
          series={shown.map((student, k) => ({
            id: student,
            label: t(`students.${student}`),
            color: categoryColor(k),
            x: Array.from({ length: layers }, (_, i) => i + 1),
            values: layerNumbers(race.students[placeOf[student]]!.summary![moment], 'signalNorm', layers),
          }))}
          axis={{ label: '‖δ‖', scale: 'log' }}
          x={{ label: t('layer') }}
          height={280}
        />
      ) : (
        <Measuring fault={fault} height={280} />
      )}
    </>
  );
}
