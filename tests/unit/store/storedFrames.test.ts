import { expect, test } from 'vitest';
import {
  endQuantities,
  frameLength,
  headLength,
  layerIndex,
  layerQuantities,
  layersEnd,
} from '../../../src/engine/telemetry';
import { parseExperiment } from '../../../src/schema/parse';
import { asToday, storedFrameLength } from '../../../src/store/storedFrames';

/** Two frames of three layers in the form of version 0.1.0. Each number equals its index. */
const old = (() => {
  const [layers, length] = [3, headLength + 3 * 12];
  const frames = Float64Array.from({ length: 2 * length }, (_, i) => i);
  return { id: 'old', frames, layers, classification: true, checkpoint: undefined };
})();
const spec = (network: object) =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons' },
    network: { depth: 2, width: 4, activation: 'tanh', ...network },
  });

test('a run of version 0.1.0 opens with every number in its place', () => {
  expect(storedFrameLength(old)).toBe(headLength + 36);
  const { frames, quantities } = asToday(old, spec({}));
  expect(quantities).toEqual(layerQuantities);
  const second = frames.subarray(frames.length / 2);
  expect([...second.subarray(0, headLength)]).toEqual([0, 1, 2, 3, 4, 5].map((i) => i + headLength + 36));
  // These are the 3rd, the 5th and the last quantity of layer 2 in the old frame.
  const from = headLength + 36 + headLength + 12;
  expect(second[layerIndex(1, 'signalNorm')]).toBe(from + 2);
  expect(second[layerIndex(1, 'activationFactor')]).toBe(from + 4);
  expect(second[layerIndex(1, 'deadFraction')]).toBe(from + 11);
});

test('what a plain network lacks multiplies by 1; what was not told apart is no number', () => {
  const plain = asToday(old, spec({})).frames;
  expect(plain[layerIndex(0, 'skipFactor')]).toBe(1);
  expect(plain[layerIndex(1, 'normalizationFactor')]).toBe(1);
  expect(plain[layerIndex(2, 'skipFactor')]).toBeNaN();
  const normalized = asToday(old, spec({ normalization: 'batch' })).frames;
  expect(normalized[layerIndex(0, 'normalizationFactor')]).toBeNaN();
});

test('a run of today stays as it is', () => {
  const numbers = { ...old, quantities: layerQuantities, ending: endQuantities };
  expect(asToday(numbers, spec({}))).toBe(numbers);
});

test('a run that was stored before frames had an AUC has none, and every other number in its place', () => {
  const length = headLength + 3 * layerQuantities.length;
  const frames = Float64Array.from({ length: 2 * length }, (_, i) => i);
  const stored = { ...old, frames, quantities: layerQuantities };
  expect(storedFrameLength(stored)).toBe(length);
  const today = asToday(stored, spec({}));
  expect(storedFrameLength(today)).toBe(frameLength(3));
  const second = today.frames.subarray(frameLength(3));
  expect(second[layersEnd(second)]).toBeNaN();
  expect([...second.subarray(0, length)]).toEqual([...frames.subarray(length)]);
});
