import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../src/engine/createTrainer';
import { openKernels } from '../../src/engine/kernels/open';
import { layerIndex } from '../../src/engine/telemetry';
import { parseExperiment } from '../../src/spec/parse';

const quantities = ['signalNorm', 'weightGradNorm', 'biasGradNorm'] as const;

interface Deep {
  readonly experiment: { readonly name: string };
  readonly layers: readonly Record<(typeof quantities)[number], number>[];
}

const { networks } = JSON.parse(readFileSync(new URL('deep.json', import.meta.url), 'utf8')) as {
  networks: readonly Deep[];
};

describe.each(['reference', 'cpu', 'wasm'] as const)('gradients below float32 on %s', (backend) => {
  test.each(networks.map((deep) => [deep.experiment.name, deep] as const))('%s', async (_name, deep) => {
    const trainer = await createTrainer(parseExperiment(deep.experiment), await openKernels(backend));
    const frame = (await trainer.advance(true))!;
    expect(deep.layers[0]!.signalNorm).toBeLessThan(1e-60);
    for (const [l, layer] of deep.layers.entries()) {
      for (const quantity of quantities) {
        const ratio = frame[layerIndex(l, quantity)]! / layer[quantity];
        expect(Math.abs(ratio - 1), `layer ${l + 1}, ${quantity}`).toBeLessThan(1e-3);
      }
    }
    trainer.dispose();
  });
});
