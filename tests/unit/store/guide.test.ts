import { expect, test } from 'vitest';
import { createGuide, guideSteps, hints } from '../../../src/store/guide';
import { memory } from './memory';

test('the guide is there at the first visit, gone after its last step, and comes back when asked for', () => {
  const keep = memory();
  const guide = createGuide(keep);
  for (const step of guideSteps) {
    expect(guide.getState().step).toBe(step);
    guide.getState().next();
  }
  expect(guide.getState().step).toBeUndefined();
  expect(createGuide(keep).getState().step).toBeUndefined();
  guide.getState().start();
  expect(guide.getState()).toMatchObject({ step: guideSteps[0], waiting: hints });
});

test('a hint leaves once used, and stays away', () => {
  const keep = memory();
  createGuide(keep).getState().use('unit');
  expect(createGuide(keep).getState().waiting).toEqual(['color']);
});
