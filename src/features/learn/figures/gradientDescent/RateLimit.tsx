import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import { comma } from '../../../../schema/names';
import { flats, start } from '../../math/flats';
import { curvatureOf, descend } from '../../math/leastSquares';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useNumber } from '../useSetting';
import { flatsExperiment } from './experiments';

const count = 90;

/** How far from the minimum the descent ends, for every step size, with and without momentum. */
export function RateLimit({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="rate-limit" height={330} caption={children} spec={() => flatsExperiment(1)}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnDescent');
  const text = useText();
  const [steps, setSteps] = useNumber('steps', 100, [10, 400]);
  const { limit, solution } = curvatureOf(flats);
  const series = useMemo(
    () =>
      [0, 0.5, 0.9].map((momentum, k) => {
        const rates = Array.from({ length: count }, (_, i) => ((i + 1) * 2 * limit) / count);
        return {
          id: `beta${momentum}`,
          label: `β = ${momentum}`,
          color: categoryColor(k),
          x: rates,
          values: rates.map((rate) => {
            const [a, b] = descend(flats, { start, rate, momentum, steps }).at(-1)!;
            return Math.hypot(a - solution[0], b - solution[1]) / Math.hypot(...solution);
          }),
        };
      }),
    [steps, limit, solution],
  );
  return (
    <>
      <Controls>
        <FigureSlider label={t('steps')} value={steps} range={[10, 400]} step={10} onChange={setSteps} />
      </Controls>
      <Bands
        meta={chartMeta(
          'rate-limit-chart',
          t('left'),
          t('leftHelp'),
          `${t('caption')}${text(comma)}${steps} ${t('steps')}`,
        )}
        series={series}
        axis={{ label: t('left'), scale: 'log' }}
        x={{ label: t('rate') }}
        xMark={limit}
        xMarkLabel="2/λmax"
        mark={1}
        markLabel={t('asFar')}
        height={280}
      />
    </>
  );
}
