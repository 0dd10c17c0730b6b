import { describe, expect, test } from 'vitest';
import { openKernels } from '../../../../src/engine/kernels/open';
import { layerIndex } from '../../../../src/engine/telemetry';
import { taught } from './lesson';

const depth = 60;
const deep = { depth, width: 4, activation: 'sigmoid', initializer: { kind: 'glorotNormal' } };

/** The charted ‖δ‖ and the gradients of a deep sigmoid student with hints at a layer. */
async function measured(backend: 'reference' | 'cpu' | 'wasm', method: object, step = 0) {
  const { trainer } = await taught(await openKernels(backend), { kind: 'hints', ...method }, deep);
  trainer.restore({ ...(await trainer.checkpoint()), step });
  const frame = (await trainer.advance(true))!;
  const signals = Array.from({ length: depth + 1 }, (_, l) => frame[layerIndex(l, 'signalNorm')]!);
  const layers = (await trainer.layers())!;
  const gradients = (await trainer.gradients())
    .slice(0, 2 * (depth + 1))
    .map((values) => Math.hypot(...values));
  trainer.dispose();
  return { signals, gradients, whole: layers.map((layer) => Math.hypot(...layer.signals)) };
}

describe.each(['cpu', 'wasm'] as const)('a loss term injected amid 60 sigmoid layers, on %s', (backend) => {
  test.each([
    ['stage one, in the middle', { studentLayer: 30 }, 0],
    ['stage one, at the top', { studentLayer: 60 }, 0],
    ['stage two, in the middle', { studentLayer: 30 }, 1],
    ['jointly, where the signal is rescaled anyway', { stages: 'joint', studentLayer: 25 }, 0],
    ['jointly, elsewhere', { stages: 'joint', studentLayer: 31 }, 0],
  ])('every layer’s signal and gradient keep their true scale: %s', async (_name, method, step) => {
    const exact = await measured('reference', method, step);
    const here = await measured(backend, method, step);
    for (const what of ['signals', 'whole', 'gradients'] as const) {
      exact[what].forEach((size, l) => {
        expect(Math.abs(here[what][l]! - size), `${what} ${l}`).toBeLessThanOrEqual(1e-4 * size);
      });
    }
  });

  test('in stage one, layers above the hint have no signal, and those below one that hints alone give', async () => {
    const { signals } = await measured(backend, { studentLayer: 30 });
    expect(signals.slice(30)).toEqual(new Array(31).fill(0));
    // With the sigmoid and Glorot's weights, each layer (here of four units) keeps about a quarter of the signal.
    const perLayer = (signals[0]! / signals[29]!) ** (1 / 29);
    expect(perLayer).toBeGreaterThan(0.05);
    expect(perLayer).toBeLessThan(0.3);
    expect(signals[29]).toBeGreaterThan(1e-3);
  });
});
