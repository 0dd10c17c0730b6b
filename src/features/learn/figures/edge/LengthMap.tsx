import type { ReactNode } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { lengthMap, meanField } from '../../../../engine/theory/meanField';
import { useTranslation } from '../../../../locales/useTranslation';
import { Controls, FigureChoice, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useChoice, useNumber } from '../useSetting';
import { edgeActivations, edgeExperiment, ensembleOf } from './experiments';

const sigmas: readonly [number, number] = [0.2, 4];
const biases: readonly [number, number] = [0, 1];

/** The length map of an ensemble, with the length that it settles at and what that means for gradients. */
export function LengthMap({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="length-map"
      height={420}
      caption={children}
      spec={({ sigma, bias, activation }) =>
        edgeExperiment({
          depth: 20,
          sigmaW: Number(sigma ?? 1.5),
          sigmaB: Number(bias ?? 0.2),
          activation: edgeActivations.find((name) => name === activation) ?? 'tanh',
        })
      }
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnEdge');
  const [activation, setActivation] = useChoice('activation', 'tanh', edgeActivations);
  const [sigmaW, setSigma] = useNumber('sigma', 1.5, sigmas);
  const [sigmaB, setBias] = useNumber('bias', 0.2, biases);
  const ensemble = ensembleOf(activation, sigmaW, sigmaB);
  const { length, chi, phase, gradientDepth } = meanField(ensemble);
  const settled = length > 0 && Number.isFinite(length);
  const most = settled ? Math.max(1, 2 * length) : 4;
  // The map's integrals need a length above 0.
  const places = Array.from({ length: 81 }, (_, i) => most * Math.max(1e-9, i / 80));
  return (
    <>
      <Controls>
        <FigureSlider label={t('sigma')} value={sigmaW} range={sigmas} step={0.05} onChange={setSigma} />
        <FigureSlider label={t('bias')} value={sigmaB} range={biases} step={0.05} onChange={setBias} />
        <FigureChoice
          label={t('activation')}
          value={activation}
          options={edgeActivations.map((value) => ({ value, label: t(`activations.${value}`) }))}
          onChange={setActivation}
        />
      </Controls>
      <Bands
        meta={chartMeta(
          'length-map-chart',
          t('map'),
          t('mapHelp'),
          `${activation}, σw = ${sigmaW}, σb = ${sigmaB}`,
        )}
        series={[
          {
            id: 'map',
            label: t('next'),
            color: categoryColor(0),
            x: places,
            values: places.map((q) => lengthMap(ensemble, q)),
          },
          { id: 'same', label: t('same'), color: categoryColor(7), dash: '4 3', x: places, values: places },
        ]}
        axis={{ label: t('nextLength') }}
        x={{ label: t('length') }}
        xMark={settled ? length : undefined}
        xMarkLabel={settled ? `q* = ${formatNumber(length)}` : undefined}
        height={270}
      />
      <p className="figure-result">
        {t(`told.${phase}`, {
          length: length === 0 ? '0' : Number.isFinite(length) ? formatNumber(length) : '∞',
          chi: formatNumber(chi),
          depth: formatNumber(gradientDepth),
        })}
      </p>
    </>
  );
}
