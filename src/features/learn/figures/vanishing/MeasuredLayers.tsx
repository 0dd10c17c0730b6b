import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import { comma } from '../../../../schema/names';
import type { Job } from '../../../../worker/job';
import { Controls, FigureChoice, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { bandOf, geometricMean, layerNumbers, runningProduct, signalShares } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { Predictable } from '../Predictable';
import { useJobs } from '../useJobs';
import { useChoice, useNumber } from '../useSetting';
import { deepExperiment } from './experiments';

const activations = ['sigmoid', 'tanh', 'relu'] as const;
const sigmas: readonly [number, number] = [0.2, 16];
const depths: readonly [number, number] = [5, 100];
const seeds = [1, 2, 3, 4, 5];

interface MeasuredLayersProps {
  /** The activation that is shown first. */
  readonly initially?: (typeof activations)[number];
  readonly children: ReactNode;
}

/** The signal of a deep network at initialization, layer by layer, with the parts that weights and slopes have in it. */
export function MeasuredLayers({ initially = 'sigmoid', children }: MeasuredLayersProps) {
  return (
    <FigureShell
      id="measured-layers"
      height={430}
      caption={children}
      spec={({ depth, sigma, activation }) =>
        deepExperiment({
          depth: Number(depth ?? 20),
          sigmaW: Number(sigma ?? 1),
          activation: activations.find((name) => name === activation) ?? initially,
        })
      }
    >
      <Content initially={initially} />
    </FigureShell>
  );
}

function Content({ initially }: { readonly initially: (typeof activations)[number] }) {
  const { t } = useTranslation('learnVanishing');
  const text = useText();
  const [activation, setActivation] = useChoice('activation', initially, activations);
  const [sigmaW, setSigma] = useNumber('sigma', 1, sigmas);
  const [depth, setDepth] = useNumber('depth', 20, depths);
  const jobs = useMemo(
    () =>
      seeds.map(
        (seed): Job => ({
          spec: deepExperiment({ depth, activation, sigmaW, seed }),
          backend: 'auto',
          steps: 0,
        }),
      ),
    [depth, activation, sigmaW],
  );
  const { results, fault } = useJobs(jobs);
  const frames = results.flatMap((result) => (result ? [result.summary.first] : []));
  const layers = Array.from({ length: depth }, (_, i) => i + 1);
  const signal = frames.length > 0 ? bandOf(frames.map((frame) => signalShares(frame, depth))) : undefined;
  const factors = (quantity: 'weightFactor' | 'activationFactor') =>
    frames.map((frame) => layerNumbers(frame, quantity, depth));
  const caption = [`${depth} × 64 ${activation}`, `σw = ${sigmaW}`, `${seeds.length} ${t('seeds')}`].join(
    text(comma),
  );
  const mean = (quantity: 'weightFactor' | 'activationFactor') =>
    formatNumber(geometricMean(factors(quantity).map((row) => geometricMean(row.slice(0, -1)))));
  return (
    <>
      <Controls>
        <FigureSlider label={t('sigma')} value={sigmaW} range={sigmas} step={0.1} onChange={setSigma} />
        <FigureSlider label={t('depth')} value={depth} range={depths} step={1} onChange={setDepth} />
        <FigureChoice
          label={t('activation')}
          value={activation}
          options={activations.map((value) => ({ value, label: t(`activations.${value}`) }))}
          onChange={setActivation}
        />
      </Controls>
      {signal && frames.length === seeds.length ? (
        <Predictable of={caption} profiles={[{ value: 'signal', label: t('both'), signals: signal.values }]}>
          <Bands
            meta={chartMeta('measured-layers-chart', t('measured'), t('measuredHelp'), caption)}
            series={[
              {
                id: 'signal',
                label: t('both'),
                color: categoryColor(1),
                x: layers,
                ...signal,
              },
              {
                id: 'weights',
                label: t('weightsPart'),
                color: categoryColor(0),
                x: layers,
                ...bandOf(factors('weightFactor').map(runningProduct)),
              },
              {
                id: 'slopes',
                label: t('slopesPart'),
                color: categoryColor(2),
                x: layers,
                ...bandOf(factors('activationFactor').map(runningProduct)),
              },
            ]}
            axis={{ label: t('share'), scale: 'log' }}
            x={{ label: t('layer') }}
            bounds={[t('smallest'), t('largest')]}
            height={280}
          />
          <p className="figure-result">
            {t('measuredTold', { weights: mean('weightFactor'), slopes: mean('activationFactor') })}
          </p>
        </Predictable>
      ) : (
        <Measuring fault={fault} height={330} />
      )}
    </>
  );
}
