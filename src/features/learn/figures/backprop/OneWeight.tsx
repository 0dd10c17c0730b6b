import type { ReactNode } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { backpropagate, centralDifference, lossOf, withWeight } from '../../math/tinyNetwork';
import { Controls, FigureChoice, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useChoice, useNumber } from '../useSetting';
import { nameOf, places, sample, tinyExperiment, weights } from './network';
import { PassTable } from './PassTable';

const range: readonly [number, number] = [-3, 3];
const ends = Array.from({ length: 121 }, (_, i) => -3 + i / 20);
/** The reach of the drawn tangent on either side. */
const reach = 0.9;

const names = places.map((_, i) => String(i));
const placeNamed = (name: string | undefined) => places[Number(name ?? 0)] ?? places[0]!;
const startOf = ([l, from, to]: (typeof places)[number]) => weights[l]![from]![to]!;

/** All numbers of one forward and backward pass; one weight is moved by hand, and the slope of the loss beside the gradient. */
export function OneWeight({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="one-weight"
      height={760}
      inTable
      caption={children}
      spec={({ weight, value }) => {
        const place = placeNamed(weight);
        return tinyExperiment(withWeight(weights, place, Number(value ?? startOf(place))));
      }}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBackprop');
  const [name, setName] = useChoice('weight', '0', names);
  const place = placeNamed(name);
  const [value, setValue] = useNumber('value', startOf(place), range);
  const now = withWeight(weights, place, value);
  const { x, y } = sample;
  const pass = backpropagate(now, x, y);
  const [l, from, to] = place;
  const gradient = pass.layers[l]!.gradient[from]![to]!;
  const h = 0.001;
  const slope = centralDifference(now, x, y, place, h);
  const tangent = [value - reach, value + reach];
  return (
    <>
      <Controls>
        <FigureChoice
          label={t('which')}
          value={name}
          options={places.map((one, i) => ({ value: String(i), label: nameOf(one) }))}
          onChange={(next) => {
            setName(next);
            setValue(startOf(placeNamed(next)));
          }}
        />
        <FigureSlider label={nameOf(place)} value={value} range={range} step={0.05} onChange={setValue} />
      </Controls>
      <PassTable weights={now} pass={pass} chosen={place} />
      <Bands
        meta={chartMeta('one-weight-loss', t('lossAlong'), t('lossAlongHelp'), nameOf(place))}
        series={[
          {
            id: 'loss',
            label: t('loss'),
            color: categoryColor(0),
            x: ends,
            values: ends.map((w) => lossOf(withWeight(weights, place, w), x, y)),
          },
          {
            id: 'tangent',
            label: t('tangent'),
            color: categoryColor(1),
            x: tangent,
            values: tangent.map((w) => pass.loss + gradient * (w - value)),
          },
        ]}
        axis={{ label: t('loss') }}
        x={{ label: nameOf(place) }}
        xMark={value}
        xMarkLabel={t('now')}
        height={230}
      />
      <p className="figure-result">
        {t('compared', {
          gradient: formatNumber(gradient),
          up: formatNumber(lossOf(withWeight(now, place, value + h), x, y)),
          down: formatNumber(lossOf(withWeight(now, place, value - h), x, y)),
          slope: formatNumber(slope),
          h,
          apart: formatNumber(Math.abs(slope - gradient)),
        })}
      </p>
    </>
  );
}
