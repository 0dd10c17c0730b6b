import { expect, test } from 'vitest';
import { categorical, layerColor, seriesLook } from '../../../src/charts/palette';
import { luminance } from './luminance';

/** The page's background in the light and in the dark theme (Mantine's body colours). */
const grounds = ['#ffffff', '#242424'];

/** Every layer's colour of networks of many depths. */
const layered = [1, 2, 3, 7, 20, 51].flatMap((layers) =>
  Array.from({ length: layers }, (_, layer) => layerColor(layer, layers)),
);

test('every series and layer colour stands 3:1 against both themes, as graphics must (WCAG 2.2, 1.4.11)', () => {
  for (const color of [...categorical, ...layered]) {
    for (const ground of grounds) {
      const [bright, dark] = [luminance(color), luminance(ground)].sort((a, b) => b - a) as [number, number];
      expect((bright + 0.05) / (dark + 0.05), `${color} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test('no two of many runs are drawn alike; of twelve none share a colour', () => {
  const looks = Array.from({ length: 42 }, (_, i) => JSON.stringify(seriesLook(i)));
  expect(new Set(looks).size).toBe(looks.length);
  expect(new Set(Array.from({ length: 12 }, (_, i) => seriesLook(i).color)).size).toBe(12);
});
