import { expect, test } from 'vitest';
import { createCodePane } from '../../../src/store/codePane';
import { isWithin, overlap } from '../../../src/store/pointedLayers';

const storage = (kept = new Map<string, string>()) => ({
  get: (key: string) => kept.get(key) ?? null,
  set: (key: string, value: string) => Boolean(kept.set(key, value)),
});

test('the pane is closed at first, and opens as it was left', () => {
  const kept = new Map<string, string>();
  const pane = createCodePane(storage(kept));
  expect(pane.getState()).toMatchObject({ open: false, library: 'pytorch' });
  pane.getState().toggle();
  pane.getState().choose('keras');
  expect(createCodePane(storage(kept)).getState()).toMatchObject({ open: true, library: 'keras' });
  pane.getState().toggle();
  expect(createCodePane(storage(kept)).getState()).toMatchObject({ open: false, library: 'keras' });
});

test('a library that is not known any more is PyTorch', () => {
  const pane = createCodePane(storage(new Map([['gradient-lab.code', 'theano open']])));
  expect(pane.getState()).toMatchObject({ open: true, library: 'pytorch' });
});

test('ranges of layers: what is in them, and what they share', () => {
  expect([0, 1, 2, 3].map((layer) => isWithin([1, 3], layer))).toEqual([false, true, true, false]);
  expect(isWithin(undefined, 0)).toBe(false);
  expect([overlap([0, 3], [2, 4]), overlap([0, 3], [3, 4]), overlap(undefined, [0, 9])]).toEqual([
    true,
    false,
    false,
  ]);
});
