import { expect, test } from 'vitest';
import { differences } from '../../../src/schema/differences';
import { setField } from '../../../src/schema/edit';
import { defaultExperiment } from '../../../src/schema/presets';

test('tells exactly the fields that differ', () => {
  const spec = defaultExperiment();
  expect(differences(spec, spec)).toEqual([]);
  expect(differences(spec, { ...spec, name: 'Another' })).toEqual([]);
  const changed = setField(
    setField(spec, 'network.activation', 'relu'),
    'training.optimizer.learningRate',
    0.5,
  );
  expect(differences(spec, changed)).toEqual([
    { path: 'network.activation', from: spec.network.activation, to: 'relu' },
    {
      path: 'training.optimizer.learningRate',
      from: spec.training.optimizer.learningRate,
      to: 0.5,
    },
  ]);
});
