import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job } from '../../../../worker/job';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { signalShares } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { useNumber } from '../useSetting';
import { deepExperiment } from './experiments';

const activations = ['sigmoid', 'tanh', 'relu'] as const;
const sigmas = [0.5, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, 6, 8, 10, 12, 16];
const depths: readonly [number, number] = [5, 60];

/** What arrives at the first layer for every size of the weights: vanishing on one side, explosion on the other. */
export function BothWays({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="both-ways"
      height={380}
      caption={children}
      spec={({ depth }) => deepExperiment({ depth: Number(depth ?? 20), activation: 'tanh', sigmaW: 3 })}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnVanishing');
  const [depth, setDepth] = useNumber('depth', 20, depths);
  const jobs = useMemo(
    () =>
      activations.flatMap((activation) =>
        sigmas.map(
          (sigmaW): Job => ({
            spec: deepExperiment({ depth, activation, sigmaW }),
            backend: 'auto',
            steps: 0,
          }),
        ),
      ),
    [depth],
  );
  const { results, done, fault } = useJobs(jobs);
  return (
    <>
      <Controls>
        <FigureSlider label={t('depth')} value={depth} range={depths} step={5} onChange={setDepth} />
      </Controls>
      {done ? (
        <Bands
          meta={chartMeta('both-ways-chart', t('ways'), t('waysHelp'), `${depth} × 64, ${t('oneSeed')}`)}
          series={activations.map((activation, k) => ({
            id: activation,
            label: t(`activations.${activation}`),
            color: categoryColor(k),
            x: sigmas,
            values: sigmas.map(
              (_, i) => signalShares(results[k * sigmas.length + i]!.summary.first, depth)[0]!,
            ),
          }))}
          axis={{ label: t('first'), scale: 'log' }}
          x={{ label: t('sigma'), scale: 'log' }}
          mark={1}
          markLabel={t('kept')}
          height={280}
        />
      ) : (
        <Measuring fault={fault} height={300} />
      )}
    </>
  );
}
