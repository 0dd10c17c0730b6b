import { expect, test } from 'vitest';
import { weightFile } from '../../../../src/exports/weights';
import { onnxModel } from '../../../../src/exports/weights/onnx';
import { parseExperiment } from '../../../../src/schema/parse';

const spec = parseExperiment({
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'spiral', samples: 40 },
  network: { depth: 2, width: 6, activation: 'tanh' },
});

// That ONNX Runtime gives the lab's answers is held in tests/full/onnx.test.ts.
test('a run without a state is saved as it starts; a state of another network is not mistaken for its own', async () => {
  const other = [new Float64Array(3)];
  expect(onnxModel(spec, other)).toBeUndefined();
  const start = await weightFile(spec, undefined, 'onnx');
  expect(await weightFile(spec, other, 'onnx')).toEqual(start);
  const text = new TextDecoder('latin1').decode(start);
  for (const name of ['inputs', 'logits', 'hidden.0.weight', 'output.bias']) expect(text).toContain(name);
});
