import { z } from 'zod';
import { list } from '../../../base/list';
import { Problem, say } from '../../../base/problem';
import { defineDataSet } from '../dataset';
import { expandPoints, planeFeatures, planeParams } from '../plane';

/** The largest number of points and of classes that can be drawn. */
export const pointLimits = { points: 5000, classes: 6 } as const;

/** A point and its class: x, y, class. */
export type DrawnPoint = [x: number, y: number, label: number];

/** Two arcs, to be changed by drawing. */
const arcs = Array.from({ length: 48 }, (_, i): DrawnPoint => {
  const [angle, side] = [(Math.PI * i) / 47, i % 2];
  const y = 0.5 * Math.sin(angle) - 0.2;
  return [Math.cos(angle) * 0.7, side ? y : -y - 0.1, side].map((value) =>
    Number(value.toFixed(3)),
  ) as DrawnPoint;
});

/** Points that the user has painted on the plane; the experiment holds them all. */
export const points = defineDataSet({
  title: { en: 'Drawn points', 'zh-CN': '手绘点' },
  summary: {
    en: 'Points painted on the plane, one colour for each class.',
    'zh-CN': '在平面上绘制的点，每个类别一种颜色。',
  },
  formula: '(x_i, y_i)',
  task: 'classification',
  plane: 2,
  params: {
    points: list(
      z.tuple([
        z.number().min(-10).max(10),
        z.number().min(-10).max(10),
        z
          .int()
          .min(0)
          .max(pointLimits.classes - 1),
      ]),
      { min: 2, max: pointLimits.points },
    ).default(arcs),
    features: planeParams(0, 0).features,
  },
  samples: ({ points: drawn, features }) => {
    const labels = Int32Array.from(drawn, (point) => point[2]);
    if (new Set(labels).size < 2) {
      throw new Problem('tooSmall', {
        field: 'data.points',
        found: say('points of one class only', '只有一个类别的点'),
        allowed: say('2 classes: draw with another colour too', '2 个类别：请再用另一种颜色绘制'),
      });
    }
    const places = Float64Array.from({ length: 2 * drawn.length }, (_, k) => drawn[k >> 1]![k & 1]!);
    const expand = (at: ArrayLike<number>) => expandPoints(at, features);
    return {
      inputs: expand(places),
      features: features.length,
      featureNames: features.map((name) => planeFeatures[name].label),
      points: places,
      expand,
      outcome: {
        task: 'classification',
        labels,
        classNames: Array.from({ length: labels.reduce((a, b) => Math.max(a, b), 0) + 1 }, (_, i) =>
          String(i),
        ),
      },
    };
  },
});
