import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PointMarks } from '../../../src/charts/plane/PointMarks';

const data = { points: Float64Array.of(0, 0, 1, 2), values: Float64Array.of(0, 1), trainPoints: 1 };
const marks = (bounds: { xMin: number; xMax: number; yMin: number; yMax: number }) =>
  renderToStaticMarkup(
    <svg aria-hidden>
      <PointMarks data={data as never} colors={{ kind: 'classes' }} {...bounds} />
    </svg>,
  );

test('points of two inputs are drawn within the bounds, and none where a surface of one input still stands', () => {
  expect(marks({ xMin: -1, xMax: 2, yMin: -1, yMax: 3 }).match(/<circle/g)).toHaveLength(2);
  expect(marks({ xMin: -1, xMax: 2, yMin: 0, yMax: 0 })).toBe('<svg aria-hidden="true"></svg>');
});
