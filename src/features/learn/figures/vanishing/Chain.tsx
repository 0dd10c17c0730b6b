import type { ReactNode } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { sigmoidSlope } from '../../math/chain';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useNumber } from '../useSetting';
import { deepExperiment } from './experiments';

const places = Array.from({ length: 161 }, (_, i) => (i - 80) / 10);
const slopes = places.map(sigmoidSlope);

/** A chain of single sigmoid units: the slope where they stand, and the product of weights and slopes. */
export function Chain({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="chain"
      height={470}
      caption={children}
      spec={() => deepExperiment({ depth: 20, activation: 'sigmoid', sigmaW: 1 })}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnVanishing');
  const [weight, setWeight] = useNumber('weight', 1, [0.1, 12]);
  const [z, setZ] = useNumber('z', 0, [-8, 8]);
  const [depth, setDepth] = useNumber('depth', 20, [2, 100]);
  const slope = sigmoidSlope(z);
  const layers = Array.from({ length: depth }, (_, i) => i + 1);
  const power = (factor: number) => layers.map((layer) => factor ** (depth - layer));
  const parts = [
    { id: 'signal', label: t('both'), factor: weight * slope, color: categoryColor(1) },
    { id: 'weights', label: t('weightsPart'), factor: weight, color: categoryColor(0) },
    { id: 'slopes', label: t('slopesPart'), factor: slope, color: categoryColor(2) },
    { id: 'bound', label: t('quarter'), factor: 0.25, color: categoryColor(7), dash: '6 3' },
  ];
  const caption = `w = ${weight}, z = ${z}`;
  return (
    <>
      <Controls>
        <FigureSlider label={t('weight')} value={weight} range={[0.1, 12]} step={0.1} onChange={setWeight} />
        <FigureSlider label={t('place')} value={z} range={[-8, 8]} step={0.1} onChange={setZ} />
        <FigureSlider label={t('depth')} value={depth} range={[2, 100]} step={1} onChange={setDepth} />
      </Controls>
      <div className="figure-parts">
        <Bands
          meta={chartMeta('chain-slope', t('slope'), t('slopeHelp'), caption)}
          series={[{ id: 'slope', label: "σ'(z)", color: categoryColor(2), x: places, values: slopes }]}
          axis={{ label: "σ'(z)", domain: [0, 0.3] }}
          x={{ label: 'z' }}
          mark={0.25}
          markLabel="1/4"
          xMark={z}
          xMarkLabel={t('here')}
          height={250}
        />
        <Bands
          meta={chartMeta('chain-product', t('product'), t('productHelp'), caption)}
          series={parts.map(({ factor, ...one }) => ({ ...one, x: layers, values: power(factor) }))}
          axis={{ label: t('share'), scale: 'log' }}
          x={{ label: t('layer') }}
          height={250}
        />
      </div>
      <p className="figure-result">
        {t('chainTold', {
          factor: formatNumber(weight * slope),
          slope: formatNumber(slope),
          needed: formatNumber(1 / slope),
          layers: depth - 1,
          left: formatNumber((weight * slope) ** (depth - 1)),
        })}
      </p>
    </>
  );
}
