import type { ReactNode } from 'react';
import { Bands, ContourPath, categoryColor, formatNumber, RegressionFit } from '../../../../charts';
import { betweenSentences, useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import { flats, start } from '../../math/flats';
import { curvatureOf, descend, lossAt, type Points, standardized } from '../../math/leastSquares';
import { Controls, FigureChoice, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useChoice, useNumber } from '../useSetting';
import { flatsExperiment } from './experiments';

const resolution = 60;
const inputs = ['raw', 'standardized'] as const;

/** The line, the loss surface with the path of θ, and the loss over the steps. */
export function Descent({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="descent"
      height={760}
      caption={children}
      spec={({ rate }) => flatsExperiment(Number(rate ?? 0.1))}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnDescent');
  const text = useText();
  const [input, setInput] = useChoice('input', 'raw', inputs);
  const points = input === 'raw' ? flats : standardized(flats);
  const { limit, solution, smallest, largest } = curvatureOf(points);
  const [rate, setRate] = useNumber('rate', 0.1, [0.01, 4]);
  const [momentum, setMomentum] = useNumber('momentum', 0, [0, 0.95]);
  const [steps, setSteps] = useNumber('steps', 40, [1, 200]);
  const path = descend(points, { start, rate, momentum, steps });
  const losses = path.map((theta) => lossAt(theta, points));
  const reached = path.at(-1)!;
  const bound = limit * (1 + momentum);
  const caption = `${t('caption')}, α = ${formatNumber(rate)}, β = ${formatNumber(momentum)}`;
  const least = lossAt(solution, points);
  return (
    <>
      <Controls>
        <FigureSlider
          label={t('rate')}
          value={rate}
          range={[0.01, Math.ceil(11 * bound) / 10]}
          step={0.01}
          marks={[{ value: bound, label: momentum > 0 ? '2(1+β)/λmax' : '2/λmax' }]}
          onChange={setRate}
        />
        <FigureSlider
          label={t('momentum')}
          value={momentum}
          range={[0, 0.95]}
          step={0.05}
          onChange={setMomentum}
        />
        <FigureSlider label={t('steps')} value={steps} range={[1, 200]} step={1} onChange={setSteps} />
        <FigureChoice
          label={t('input')}
          value={input}
          options={inputs.map((value) => ({ value, label: t(`inputs.${value}`) }))}
          onChange={setInput}
        />
      </Controls>
      <div className="figure-parts">
        <RegressionFit
          meta={chartMeta('descent-line', t('line'), t('lineHelp'), caption)}
          data={{
            points: points.map(([x]) => x),
            values: points.map(([, y]) => y),
            trainPoints: points.length,
          }}
          surface={lineSurface(points, reached)}
          height={300}
        />
        <ContourPath
          meta={chartMeta('descent-surface', t('surface'), t('surfaceHelp'), caption)}
          {...surfaceAround(points)}
          resolution={resolution}
          valueLabel={t('loss')}
          path={{ label: t('path'), points: path.flat(), values: losses }}
          marks={[{ x: solution[0], y: solution[1], label: t('minimum'), color: categoryColor(4) }]}
          height={300}
        />
      </div>
      <Bands
        meta={chartMeta('descent-loss', t('excess'), t('excessHelp'), caption)}
        series={[
          {
            id: 'excess',
            label: t('excess'),
            color: categoryColor(1),
            x: losses.map((_, step) => step),
            values: losses.map((loss) => Math.max(0, loss - least)),
          },
        ]}
        axis={{ label: t('excess'), scale: 'log', switchable: true }}
        x={{ label: t('steps') }}
        height={190}
      />
      <p className="figure-result">
        {t('limits', {
          smallest: formatNumber(smallest),
          largest: formatNumber(largest),
          condition: formatNumber(largest / smallest),
          bound: formatNumber(bound),
        })}
        {text(betweenSentences)}
        {t(rate > bound ? 'toldDiverges' : 'toldConverges', {
          step: path.length - 1,
          left: formatNumber(distance(reached, solution) / distance(start, solution)),
        })}
      </p>
    </>
  );
}

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);

/** The line over the range of the points. A line far outside the picture is not drawn. */
function lineSurface(points: Points, [t0, t1]: readonly [number, number]) {
  const xs = points.map(([x]) => x);
  const [xMin, xMax] = [Math.min(...xs), Math.max(...xs)];
  const values = [xMin, xMax].map((x) => t0 + t1 * x);
  if (values.some((value) => Math.abs(value) > 1e3)) return undefined;
  return { resolution: 2, bounds: { xMin, xMax, yMin: 0, yMax: 0 }, outputs: 1, values };
}

/** The loss over a square of θ that holds the start and the minimum. */
function surfaceAround(points: Points) {
  const { solution } = curvatureOf(points);
  const domain = (i: 0 | 1): readonly [number, number] => {
    const [low, high] = [Math.min(start[i], solution[i]), Math.max(start[i], solution[i])];
    const middle = (low + high) / 2;
    return [middle - 2.4, middle + 2.4];
  };
  const [a, b] = [domain(0), domain(1)];
  const at = ([low, high]: readonly [number, number], k: number) =>
    low + ((high - low) * k) / (resolution - 1);
  const values = Float64Array.from({ length: resolution ** 2 }, (_, i) =>
    lossAt([at(a, i % resolution), at(b, Math.floor(i / resolution))], points),
  );
  return { x: { label: 'θ₀', domain: a }, y: { label: 'θ₁', domain: b }, values };
}
