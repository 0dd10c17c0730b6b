import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { planeSentence } from '../../../../src/charts/plane/planeSentence';
import { sentenceOf } from '../../../../src/charts/plotData';
import { changeLanguage, i18n, startI18n } from '../../../../src/locales/i18n';

await startI18n('en');
await changeLanguage('zh-CN');

test('what a plane shows: its samples, and the share of each predicted class, in both languages', () => {
  const points = { points: new Float64Array(10), values: [0, 1, 0, 1, 0], trainPoints: 3 };
  // Two outputs at each of 2 × 2 places: three are decided for the second class.
  const surface = {
    resolution: 2,
    bounds: { xMin: 0, xMax: 1, yMin: 0, yMax: 1 },
    outputs: 2,
    values: [0.9, 0.1, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6],
  };
  const sentence = (language: string) => {
    const t = i18n.getFixedT(language, 'charts') as TFunction<'charts'>;
    return sentenceOf(planeSentence(points, surface, ['A', 'B'], t), t);
  };
  expect(sentence('en')).toBe(
    '3 training and 2 test samples. Predicted classes, by area: B on 75 %, A on 25 %.',
  );
  expect(sentence('zh-CN')).toBe('训练样本 3 个，测试样本 2 个。各预测类别所占面积：B 占 75 %，A 占 25 %。');
});
