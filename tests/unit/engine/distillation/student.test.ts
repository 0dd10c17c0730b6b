import { expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { Race } from '../../../../src/engine/distillation/race';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { softmax } from '../../../../src/engine/numeric/softmax';
import { smallDistillation } from '../../schema/distillations';

const network = { depth: 2, width: 5, activation: 'tanh', initializer: { kind: 'glorotNormal' } } as const;

test('a peer answers as in use, without dropout', async () => {
  const training = { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 'full', steps: 2 };
  const distillation = smallDistillation({
    student: { network: { ...network, dropout: 0.5 }, training },
    method: { kind: 'mutual' },
  });
  const race = await Race.open(distillation, async () => createReferenceKernels());
  while (race.students.length === 0) await race.advance();
  const student = race.students[1]!;
  const { setup, peer, data } = student['start'];
  await student.advance();
  const spec = distillation.student;
  const same = await createTrainer(
    { ...spec, network: { ...spec.network, dropout: 0 } },
    createReferenceKernels(),
    { weights: peer!.setup.weights! },
  );
  const classes = data.outcomeNames.length;
  const expected = softmax(await same.predict(setup.samples!.inputs), classes, 1);
  const heard = setup.objective!.columns!.soft!.values;
  expect(heard).toHaveLength(expected.length);
  expected.forEach((p, i) => {
    expect(heard[i]).toBeCloseTo(p, 12);
  });
  same.dispose();
  race.dispose();
});
