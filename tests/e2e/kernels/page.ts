import { createTrainer } from '../../../src/engine/createTrainer';
import type { Backend, Kernels } from '../../../src/engine/kernels/kernels';
import { openKernels } from '../../../src/engine/kernels/open';
import { type Agreement, agreement, type Golden } from '../../golden/agreement';
import { networks as deepNetworks } from '../../golden/deep.json';
import { depthAgreement } from '../../golden/depths';
import lessons from '../../golden/distillation.json';
import { networks } from '../../golden/networks.json';
import { type GoldenLessons, lessonAgreement } from '../../golden/taught';
import { transferAgreement, transferCases } from '../../golden/transferred';
import { conformance, disagreement } from '../../unit/engine/kernels/conformance';
import { rich } from '../../unit/engine/specs';

/** Kernels that are kept after their trainer: compiled code for one network is reused for the next. */
const open = new Map<Backend, Promise<Kernels>>();
async function kept(backend: Backend): Promise<Kernels> {
  const kernels = open.get(backend) ?? openKernels(backend);
  open.set(backend, kernels);
  return Object.create(await kernels, { dispose: { value: () => {} } });
}

/** Runs the unit and golden suites of Node's backends on the page; resolves to the list of failures. */
const checks = {
  async conformance(backend: Backend): Promise<{ ran: number; faults: string[] }> {
    const kernels = await openKernels(backend);
    const faults: string[] = [];
    const cases = Object.entries(conformance);
    for (const [name, run] of cases) {
      const comparison = await run(kernels);
      // A graphics card computes divisions and roots to a few units in the last place.
      const { relative = 2e-6, absolute = 0 } = comparison;
      const excess = disagreement({ ...comparison, relative: 3 * relative, absolute: 3 * absolute });
      if (excess !== 0) faults.push(`${name}: ${JSON.stringify(comparison)}`);
    }
    kernels.dispose();
    return { ran: cases.length, faults };
  },
  async golden(backend: Backend, from: number, to: number): Promise<{ compared: number; faults: string[] }> {
    const faults: string[] = [];
    let compared = 0;
    const kernels = await kept(backend);
    for (const golden of (networks as unknown as Golden[]).slice(from, to)) {
      const found = await agreement(golden, kernels, { once: 2e-5, twenty: 1e-4 });
      compared += found.compared;
      faults.push(...found.faults.map((fault) => `${golden.experiment.name}: ${fault}`));
    }
    return { compared, faults };
  },
  networks: networks.length,
  names: networks.map(({ experiment }) => experiment.name),
  /** TensorFlow.js's own name of what it computes on. */
  async tensorFlowOn(): Promise<string> {
    return (await import('@tensorflow/tfjs')).getBackend();
  },
  /** Networks so deep that their gradients are outside the range of float32. */
  async depths(backend: Backend): Promise<Agreement> {
    const found: Agreement[] = [];
    for (const deep of deepNetworks) found.push(await depthAgreement(deep, await kept(backend)));
    return {
      compared: found.reduce((sum, { compared }) => sum + compared, 0),
      faults: found.flatMap(({ faults }) => faults),
    };
  },
  /** Compares all records of the first steps of one experiment that runs twice. */
  async twice(backend: Backend): Promise<number[][]> {
    const runs: number[][] = [];
    for (let run = 0; run < 2; run++) {
      const trainer = await createTrainer(rich, await kept(backend));
      const seen: number[] = [];
      for (let step = 0; step < 6; step++) seen.push(...(await trainer.advance(true))!);
      trainer.dispose();
      runs.push(seen);
    }
    return runs;
  },
  lessons: lessons.cases.map(({ name }) => name),
  async lesson(backend: Backend, name: string): Promise<Agreement> {
    const golden = lessons as unknown as GoldenLessons;
    const one = golden.cases.find((one) => one.name === name)!;
    return lessonAgreement(golden, one, await kept(backend), { once: 2e-5, twenty: 1e-4 });
  },
  transfers: transferCases,
  async transfer(backend: Backend, name: string): Promise<Agreement> {
    return transferAgreement(name, await kept(backend), { once: 2e-5, twenty: 1e-4 });
  },
};

export type Checks = typeof checks;
Object.assign(window, { checks });
