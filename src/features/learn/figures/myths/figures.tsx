import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { sigmoidSlope } from '../../math/chain';
import { flats, start } from '../../math/flats';
import { descend, lossAt } from '../../math/leastSquares';
import { FigureShell } from '../FigureShell';
import { flatsExperiment } from '../gradientDescent/experiments';
import { chartMeta } from '../meta';
import { deepExperiment } from '../vanishing/experiments';
import { sigmoidLayers, thirtyLayers } from './experiments';
import { TrainingCurves } from './TrainingCurves';

interface Captioned {
  readonly children: ReactNode;
}

const places = Array.from({ length: 161 }, (_, i) => (i - 80) / 10);

/** The slope of the sigmoid over its input. */
export function SigmoidSlope({ children }: Captioned) {
  const { t } = useTranslation('learnMyths');
  return (
    <FigureShell
      id="sigmoid-slope"
      height={260}
      caption={children}
      spec={() => deepExperiment({ depth: 20, activation: 'sigmoid', sigmaW: 1 })}
    >
      <Bands
        meta={chartMeta('sigmoid-slope-chart', t('slope'), t('slopeHelp'), t('slope'))}
        series={[
          { id: 's', label: "σ'(z)", color: categoryColor(2), x: places, values: places.map(sigmoidSlope) },
        ]}
        axis={{ label: "σ'(z)", domain: [0, 0.3] }}
        x={{ label: 'z' }}
        xMark={0}
        xMarkLabel="z = 0"
        height={240}
      />
    </FigureShell>
  );
}

/** Twenty steps with the gradient and against it. */
export function UpAndDown({ children }: Captioned) {
  const { t } = useTranslation('learnMyths');
  const losses = (rate: number) =>
    descend(flats, { start, rate, steps: 20 }).map((theta) => lossAt(theta, flats));
  const series = [
    { id: 'down', label: 'θ ← θ − α∇L', values: losses(0.1) },
    { id: 'up', label: 'θ ← θ + α∇L', values: losses(-0.1) },
  ];
  return (
    <FigureShell id="up-and-down" height={260} caption={children} spec={() => flatsExperiment(0.1)}>
      <Bands
        meta={chartMeta('up-and-down-chart', t('signs'), t('signsHelp'), 'α = 0.1')}
        series={series.map((one, k) => ({
          ...one,
          color: categoryColor(k),
          x: one.values.map((_, step) => step),
        }))}
        axis={{ label: t('loss'), scale: 'log' }}
        x={{ label: t('steps') }}
        height={240}
      />
    </FigureShell>
  );
}

/** Thirty ReLU layers with two initializations. */
export function XavierAndHe({ children }: Captioned) {
  const { t } = useTranslation('learnMyths');
  const variants = useMemo(
    () => [
      { id: 'xavier', label: t('xavier'), spec: thirtyLayers('glorotNormal') },
      { id: 'he', label: t('he'), spec: thirtyLayers('heNormal') },
    ],
    [t],
  );
  return (
    <FigureShell
      id="xavier-and-he"
      height={380}
      caption={children}
      spec={() => thirtyLayers('glorotNormal')(1)}
    >
      <TrainingCurves id="xavier-and-he-chart" title={t('thirty')} variants={variants} />
    </FigureShell>
  );
}

/** Adam on six and on twenty sigmoid layers. */
export function AdamAndDepth({ children }: Captioned) {
  const { t } = useTranslation('learnMyths');
  const variants = useMemo(
    () => [
      { id: 'sgd6', label: t('layersBy', { depth: 6, optimizer: 'SGD' }), spec: sigmoidLayers(6, 'sgd') },
      { id: 'adam6', label: t('layersBy', { depth: 6, optimizer: 'Adam' }), spec: sigmoidLayers(6, 'adam') },
      {
        id: 'adam20',
        label: t('layersBy', { depth: 20, optimizer: 'Adam' }),
        spec: sigmoidLayers(20, 'adam'),
      },
    ],
    [t],
  );
  return (
    <FigureShell
      id="adam-and-depth"
      height={400}
      caption={children}
      spec={() => sigmoidLayers(20, 'adam')(1)}
    >
      <TrainingCurves id="adam-and-depth-chart" title={t('adam')} variants={variants} />
    </FigureShell>
  );
}
