import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor, formatNumber, GridMap } from '../../../../charts';
import { activations } from '../../../../engine/activations';
import { criticalLine } from '../../../../engine/theory/criticalLine';
import { meanField } from '../../../../engine/theory/meanField';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job } from '../../../../worker/job';
import { FigureShell, useFigureSettings } from '../FigureShell';
import { signalShares } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { Predictable } from '../Predictable';
import { useJobs } from '../useJobs';
import { useNumber } from '../useSetting';
import { edgeExperiment, ensembleOf, mapBiases, mapDepth, mapWeights } from './experiments';

const jobs = mapBiases.flatMap((sigmaB) =>
  mapWeights.map(
    (sigmaW): Job => ({
      spec: edgeExperiment({ sigmaW, sigmaB, depth: mapDepth }),
      backend: 'auto',
      steps: 0,
    }),
  ),
);
const states = new Uint8Array(jobs.length);
const [firstWeight, firstBias] = [mapWeights.indexOf(1.4), 1];

/** A map of networks at initialization: what reaches the first layer, measured, with theory's critical line. A cell opens. */
export function PhaseMap({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="phase-map"
      height={720}
      caption={children}
      spec={({ column, row }) =>
        edgeExperiment({
          sigmaW: mapWeights[Number(column ?? firstWeight)] ?? 1.4,
          sigmaB: mapBiases[Number(row ?? firstBias)] ?? 0.2,
          depth: mapDepth,
        })
      }
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnEdge');
  const { set } = useFigureSettings();
  const [column] = useNumber('column', firstWeight, [0, mapWeights.length - 1]);
  const [row] = useNumber('row', firstBias, [0, mapBiases.length - 1]);
  const { results, done, fault } = useJobs(jobs);
  const values = Float64Array.from(results, (result) =>
    result ? Math.log10(signalShares(result.summary.first, mapDepth)[0]!) : Number.NaN,
  );
  const curves = useMemo(lines, []);
  return (
    <>
      <GridMap
        meta={chartMeta('phase-map-chart', t('phaseMap'), t('phaseMapHelp'), `${mapDepth} × 64 tanh`)}
        x={{ label: t('sigma'), labels: mapWeights.map(String) }}
        y={{ label: t('bias'), labels: mapBiases.map(String) }}
        values={values}
        states={states}
        metric={t('logShare')}
        colors="diverging"
        middle={0}
        curves={curves}
        onPick={(x, y) => {
          set('column', String(x));
          set('row', String(y));
        }}
        height={330}
      />
      {done ? (
        <Cell
          sigmaW={mapWeights[column]!}
          sigmaB={mapBiases[row]!}
          frame={results[row * mapWeights.length + column]!.summary.first}
        />
      ) : (
        <Measuring fault={fault} height={250} />
      )}
    </>
  );
}

interface CellProps {
  readonly sigmaW: number;
  readonly sigmaB: number;
  readonly frame: Float64Array;
}

/** The signal of one cell's network, layer by layer, beside the limit of theory. */
function Cell({ sigmaW, sigmaB, frame }: CellProps) {
  const { t } = useTranslation('learnEdge');
  const { chi } = meanField(ensembleOf('tanh', sigmaW, sigmaB));
  const layers = Array.from({ length: mapDepth }, (_, i) => i + 1);
  const signals = signalShares(frame, mapDepth);
  const name = t('cell', { sigmaW, sigmaB });
  return (
    <Predictable of={name} profiles={[{ value: 'cell', label: name, signals }]}>
      <Bands
        meta={chartMeta('phase-map-cell', name, t('cellHelp'), `${mapDepth} × 64 tanh`)}
        series={[
          {
            id: 'measured',
            label: t('measured'),
            color: categoryColor(1),
            x: layers,
            values: signals,
          },
          {
            id: 'theory',
            label: t('theory'),
            color: categoryColor(7),
            dash: '4 3',
            x: layers,
            values: layers.map((layer) => chi ** ((mapDepth - layer) / 2)),
          },
        ]}
        axis={{ label: t('share'), scale: 'log' }}
        x={{ label: t('layer') }}
        height={220}
      />
      <p className="figure-result">
        {t('cellSummary', { sigmaW, sigmaB, factor: formatNumber(Math.sqrt(chi)) })}
      </p>
    </Predictable>
  );
}

/** The critical line, in columns and rows of the map. */
function lines() {
  const place = (values: readonly number[], at: number) => (at - values[0]!) / (values[1]! - values[0]!);
  return criticalLine(activations.tanh, mapBiases.at(-1)! ** 2).map(({ points }, k) => ({
    id: String(k),
    dashes: '6 4',
    points: points.map(
      ({ weightVariance, biasVariance }) =>
        [place(mapWeights, Math.sqrt(weightVariance)), place(mapBiases, Math.sqrt(biasVariance))] as const,
    ),
  }));
}
