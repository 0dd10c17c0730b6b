import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { numberOf } from '../../../../engine/numeric/score';
import { correlationDepth } from '../../../../engine/theory/correlation';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job } from '../../../../worker/job';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { ensembleOf, phaseBias, phases, trainedAt, trainedDepths } from './experiments';

const seeds = [1, 2];
const jobs = phases.flatMap(({ sigmaW }) =>
  trainedDepths.flatMap((depth) =>
    seeds.map((seed): Job => {
      const spec = trainedAt(sigmaW, depth, seed);
      return { spec, backend: 'auto', steps: spec.training.steps };
    }),
  ),
);

/** How deep networks of each phase can be and still learn. */
export function Trainable({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="trainable" height={370} caption={children} spec={() => trainedAt(0.7, 30, 1)}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnEdge');
  const { results, done, fault } = useJobs(jobs);
  const sixDepths = useMemo(
    () => phases.map(({ sigmaW }) => 6 * correlationDepth(ensembleOf('tanh', sigmaW, phaseBias))),
    [],
  );
  if (!done) return <Measuring fault={fault} height={340} />;
  /** Runs whose outputs are the same for every sample count as chance. */
  const score = (k: number) => {
    const accuracy = numberOf(results[k]!.summary.test!.accuracy);
    return Number.isNaN(accuracy) ? 0.5 : accuracy;
  };
  return (
    <>
      <Bands
        meta={chartMeta(
          'trainable-chart',
          t('trainable'),
          t('trainableHelp'),
          `tanh × 24, σb = ${phaseBias}`,
        )}
        series={phases.map(({ id, sigmaW }, p) => {
          const pairs = trainedDepths.map((_, d) =>
            seeds.map((_, s) => score((p * trainedDepths.length + d) * seeds.length + s)),
          );
          return {
            id,
            label: t(`phases.${id}`, { sigma: sigmaW }),
            color: categoryColor(p),
            x: trainedDepths,
            values: pairs.map(([a, b]) => (a! + b!) / 2),
            low: pairs.map((pair) => Math.min(...pair)),
            high: pairs.map((pair) => Math.max(...pair)),
          };
        })}
        axis={{ label: t('accuracy'), percent: true, domain: [0, 1] }}
        x={{ label: t('depth') }}
        bounds={[t('smaller'), t('larger')]}
        height={280}
      />
      <p className="figure-result">
        {t('sixDepths', {
          all: phases
            .map(({ sigmaW }, k) => `σw = ${sigmaW}: ${formatNumber(sixDepths[k]!)}`)
            .join(t('listSeparator')),
        })}
      </p>
    </>
  );
}
