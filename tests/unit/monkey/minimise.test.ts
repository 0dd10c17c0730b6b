import { expect, test } from 'vitest';
import { createRandom } from '../../../src/random/random';
import { nextAction } from '../../monkey/generate';
import { minimise } from '../../monkey/monkey';

const numbers = Array.from({ length: 300 }, (_, i) => i);
const failsWith =
  (...needed: number[]) =>
  async (list: readonly number[]) =>
    needed.every((one) => list.includes(one));

test('a list that goes wrong is shortened to what it takes', async () => {
  expect(await minimise(numbers, failsWith(299))).toEqual([299]);
  expect(await minimise(numbers, failsWith(288, 297))).toEqual([288, 297]);
  const found = await minimise(numbers, failsWith(3, 250));
  expect(found).toEqual(expect.arrayContaining([3, 250]));
  expect(found!.length).toBeLessThan(60);
});

test('no more is tried than allowed, and what never goes wrong again is said', async () => {
  let tries = 0;
  const never = async () => {
    tries++;
    return false;
  };
  expect(await minimise(numbers, never, 5)).toBeUndefined();
  expect(tries).toBeLessThanOrEqual(5);
});

test('the same seed gives the same actions, and layers do not crowd out the other controls', () => {
  const layers = Array.from({ length: 50 }, (_, i) => ({
    role: 'button',
    name: `Layer ${i}`,
    nth: 0,
    options: 0,
    group: '',
  }));
  const play = { role: 'button', name: 'Play', nth: 0, options: 0, group: '' };
  const draw = (seed: number) => {
    const random = createRandom(seed, 'shift');
    return Array.from({ length: 400 }, () => nextAction(random, [...layers, play]));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const plays = draw(1).filter((action) => 'name' in action && action.name === 'Play');
  expect(plays.length).toBeGreaterThan(80);
});
