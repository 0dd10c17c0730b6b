import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { createTrainer } from './createTrainer';
import type { Backend, Kernels } from './kernels/kernels';

/** How fast a backend trained a network. */
export interface Timing {
  readonly backend: Backend;
  /** Recorded steps a second, of the network as timed. */
  readonly stepsPerSecond: number;
}

/** Which backend is fastest for networks of one shape class on this machine. */
export interface Calibration {
  readonly chosen: Backend;
  readonly timings: readonly Timing[];
  /** Hidden layers of the network that was timed: a deep one is cut, as all its layers cost the same. */
  readonly layers: number;
}

/** What a calibration needs of the outside. */
export interface CalibrationHost {
  /** The backends that can run here and may be the fastest; the likeliest first. */
  candidates(spec: ExperimentSpec): Promise<readonly Backend[]>;
  open(backend: Backend): Promise<Kernels>;
  /** Milliseconds. */
  now(): number;
}

/** Milliseconds that a whole calibration may take, beyond what loading an engine takes. */
const budget = 300;
/** Milliseconds of steps, and most steps, that are timed on one backend. */
const enough = { time: 40, steps: 50 } as const;
/** Steps before those that are timed: the engine compiles and warms up. */
const warmUp = 3;
/** Weights of a network beyond which fewer layers are timed. */
const timedWeights = 100_000;

/**
 * Times a handful of recorded steps on each candidate and chooses the fastest. Where there is one candidate there is
 * nothing to choose, and nothing is timed.
 */
export async function calibrate(spec: ExperimentSpec, host: CalibrationHost): Promise<Calibration> {
  const [first, ...others] = await host.candidates(spec);
  if (others.length === 0) return { chosen: first!, timings: [], layers: 0 };
  const timed = cut(spec);
  const timings: Timing[] = [];
  let left: number = budget;
  for (const backend of [first!, ...others]) {
    if (left <= 0) break;
    const timing = await time(timed, backend, host, left);
    if (!timing) continue;
    timings.push({ backend, stepsPerSecond: timing.stepsPerSecond });
    left -= timing.took;
  }
  const fastest = [...timings].sort((a, b) => b.stepsPerSecond - a.stepsPerSecond)[0];
  return {
    chosen: fastest?.backend ?? first!,
    timings,
    layers: hiddenLayers(timed.network).length,
  };
}

/** Undefined where the backend can't run this network here: then it is no candidate. */
async function time(
  spec: ExperimentSpec,
  backend: Backend,
  host: CalibrationHost,
  left: number,
): Promise<{ stepsPerSecond: number; took: number } | undefined> {
  let kernels: Kernels | undefined;
  try {
    kernels = await host.open(backend);
    const begun = host.now();
    const trainer = await createTrainer(spec, kernels);
    for (let i = 0; i < warmUp; i++) await trainer.advance(true);
    const start = host.now();
    let steps = 0;
    while (steps < enough.steps && host.now() - start < Math.min(enough.time, left)) {
      await trainer.advance(true);
      steps++;
    }
    const end = host.now();
    return { stepsPerSecond: (1000 * Math.max(steps, 1)) / Math.max(end - start, 0.01), took: end - begun };
  } catch {
    // A backend that fails here is simply not chosen; should all fail, the run itself says why.
    return undefined;
  } finally {
    kernels?.dispose();
  }
}

/** The same experiment on the first of its layers, where all would take too long, without pauses for evaluation. */
function cut(spec: ExperimentSpec): ExperimentSpec {
  const hidden = hiddenLayers(spec.network);
  let weights = 0;
  let kept = 0;
  for (const [l, { units }] of hidden.entries()) {
    weights += units * (hidden[l - 1]?.units ?? units);
    if (kept > 1 && weights > timedWeights) break;
    kept++;
  }
  const { depth: _depth, width: _width, activation: _activation, ...network } = spec.network;
  const inline = spec.network.initializer.kind === 'inline';
  return {
    ...spec,
    network: {
      ...network,
      hidden: hidden.slice(0, inline ? hidden.length : kept),
    },
    telemetry: { every: 1, evaluateEvery: Number.MAX_SAFE_INTEGER },
  };
}
