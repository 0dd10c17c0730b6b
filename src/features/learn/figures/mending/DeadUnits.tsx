import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job } from '../../../../worker/job';
import { FigureShell } from '../FigureShell';
import { bandOf, deadShare } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { rates, underRate } from './experiments';

const activations = ['relu', 'leakyRelu'] as const;
const seeds = [1, 2, 3];

/** The share of units without any slope after training, for several learning rates. */
export function DeadUnits({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="dead-units" height={300} caption={children} spec={() => underRate('relu', 0.3, 1)}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnMending');
  const jobs = useMemo(
    () =>
      activations.flatMap((activation) =>
        rates.flatMap((rate) =>
          seeds.map((seed): Job => {
            const spec = underRate(activation, rate, seed);
            return { spec, backend: 'auto', steps: spec.training.steps };
          }),
        ),
      ),
    [],
  );
  const { results, done, fault } = useJobs(jobs);
  if (!done) return <Measuring fault={fault} height={280} />;
  const repeats = (activation: number) =>
    seeds.map((_, seed) =>
      rates.map((_, rate) =>
        deadShare(results[(activation * rates.length + rate) * seeds.length + seed]!.summary.last, 3),
      ),
    );
  return (
    <Bands
      meta={chartMeta(
        'dead-units-chart',
        t('dead'),
        t('deadHelp'),
        `3 × 32, Adam, ${seeds.length} ${t('seeds')}`,
      )}
      series={activations.map((activation, k) => ({
        id: activation,
        label: t(`activations.${activation}`),
        color: categoryColor(k),
        x: rates,
        ...bandOf(repeats(k)),
      }))}
      axis={{ label: t('deadAxis'), percent: true, domain: [0, 1] }}
      x={{ label: t('rate'), scale: 'log' }}
      bounds={[t('smallest'), t('largest')]}
      height={270}
    />
  );
}
