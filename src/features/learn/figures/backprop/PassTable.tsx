import { Box } from '@mantine/core';
import { formatNumber } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Pass, WeightPlace, Weights } from '../../math/tinyNetwork';
import { sample } from './network';

/** A sign of multiplication, after which a line may end: no line ends inside a number. */
const times = '·\u200b';

/** A number as it is put into a formula: negative ones in brackets. */
const put = (value: number) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

interface PassTableProps {
  readonly weights: Weights;
  readonly pass: Pass;
  readonly chosen: WeightPlace;
}

/** Every number of a forward and a backward pass, each with the formula and the numbers put in. */
export function PassTable({ weights, pass, chosen }: PassTableProps) {
  const { t } = useTranslation('learnBackprop');
  const { layers, loss } = pass;
  const last = layers.length - 1;
  const output = layers[last]!.a[0]!;
  const unitName = (l: number, unit: number) =>
    l === last ? t('output') : t('unit', { layer: l + 1, unit: unit + 1 });
  const sum = (l: number, unit: number) =>
    layers[l]!.input.map((a, i) => `${put(a)}${times}${put(weights[l]![i]![unit]!)}`).join(' + ');
  const back = (l: number, unit: number) =>
    l === last
      ? `2${times}(${formatNumber(output)} − ${sample.y})`
      : `(${layers[l + 1]!.delta.map((d, next) => `${put(d)}${times}${put(weights[l + 1]![unit]![next]!)}`).join(' + ')})${times}${put(layers[l]!.slope[unit]!)}`;
  const rows = layers.flatMap(({ z }, l) => z.map((_, unit) => ({ l, unit })));
  const [layer, from, to] = chosen;
  return (
    <Box component="section" className="figure-table" tabIndex={0} aria-label={t('passes')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('where')}</th>
            <th scope="col">{t('forward')}</th>
            <th scope="col">{t('backward')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ l, unit }) => {
            const { z, a, delta } = layers[l]!;
            return (
              <tr key={`${l} ${unit}`}>
                <th scope="row">{unitName(l, unit)}</th>
                <td>
                  z = {sum(l, unit)} = {formatNumber(z[unit]!)}
                  {l < last && (
                    <>
                      <br />a = tanh z = {formatNumber(a[unit]!)}
                    </>
                  )}
                </td>
                <td>
                  δ = {back(l, unit)} = {formatNumber(delta[unit]!)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="figure-result">
        L = ({formatNumber(output)} − {sample.y})² = {formatNumber(loss)}.{' '}
        {t('gradientTold', {
          input: put(layers[layer]!.input[from]!),
          delta: put(layers[layer]!.delta[to]!),
          gradient: formatNumber(layers[layer]!.gradient[from]![to]!),
        })}
      </p>
    </Box>
  );
}
