import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LineMark } from '../../../../src/charts/plot/marks';

const drawn = (values: readonly number[], dots?: number) =>
  renderToStaticMarkup(
    <LineMark
      space={{} as never}
      x={(i) => 10 * i}
      y={(value) => value}
      values={values}
      color="blue"
      dots={dots}
    />,
  ).match(/<path/g)?.length;

test('a line’s only value is a dot, as at step 0', () => {
  expect(drawn([0.7])).toBe(2);
  expect(drawn([Number.NaN, 0.7, Number.POSITIVE_INFINITY])).toBe(2);
  expect(drawn([0.7, 0.6])).toBe(1);
  expect(drawn([])).toBe(1);
  expect(drawn([0.7, 0.6], 2)).toBe(2);
});
