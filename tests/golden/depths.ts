import { createTrainer } from '../../src/engine/createTrainer';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { layerIndex } from '../../src/engine/telemetry';
import { parseExperiment } from '../../src/schema/parse';
import type { Agreement } from './agreement';

const quantities = ['signalNorm', 'weightGradNorm', 'biasGradNorm'] as const;

/** What PyTorch measured in float64 in the layers of a network so deep that its gradients leave float32. */
export interface Deep {
  readonly experiment: { readonly name: string };
  readonly layers: readonly Record<(typeof quantities)[number], number>[];
}

/** Measures a deep network's first step on some kernels and holds every layer's norms against PyTorch's, to 1e-3. */
export async function depthAgreement(deep: Deep, kernels: Kernels): Promise<Agreement> {
  const trainer = await createTrainer(parseExperiment(deep.experiment), kernels);
  const frame = (await trainer.advance(true))!;
  trainer.dispose();
  const faults: string[] = [];
  for (const [l, layer] of deep.layers.entries()) {
    for (const quantity of quantities) {
      const measured = frame[layerIndex(l, quantity)]!;
      const agrees = Math.abs(measured / layer[quantity] - 1) < 1e-3;
      if (!agrees) faults.push(`layer ${l + 1}, ${quantity}: ${measured} instead of ${layer[quantity]}`);
    }
  }
  return { compared: deep.layers.length * quantities.length, faults };
}
