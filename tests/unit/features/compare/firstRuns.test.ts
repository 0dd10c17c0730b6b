import { expect, test } from 'vitest';
import { curePair, firstRuns } from '../../../../src/features/compare/firstRuns';
import { setField } from '../../../../src/schema/edit';
import { defaultExperiment } from '../../../../src/schema/presets';

test('the room opens with sigmoid and Glorot beside ReLU and He; an experiment of the user’s own stands alone', () => {
  const page = defaultExperiment();
  expect(firstRuns(page)).toEqual(curePair(page));
  expect(firstRuns(page).map(({ network }) => [network.activation, network.initializer.kind])).toEqual([
    ['sigmoid', 'glorotNormal'],
    ['relu', 'heNormal'],
  ]);
  const own = setField(page, 'network.depth', 7);
  expect(firstRuns(own)).toEqual([own]);
});
