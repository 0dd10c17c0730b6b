import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { createTrainer } from './createTrainer';
import type { Backend, Kernels } from './kernels/kernels';

/** The speed at which a backend trained a network. */
export interface Timing {
  readonly backend: Backend;
  /** Recorded steps per second of the network that was timed. */
  readonly stepsPerSecond: number;
}

/** The fastest backend on this machine for networks of one shape class. */
export interface Calibration {
  readonly chosen: Backend;
  readonly timings: readonly Timing[];
  /** Number of hidden layers that were timed. A deep network is shortened because all its layers cost the same. */
  readonly layers: number;
}

/** The functions and values that a calibration needs from its caller. */
export interface CalibrationHost {
  /** The backends that run here and may be the fastest. The most likely one comes first. */
  candidates(spec: ExperimentSpec): Promise<readonly Backend[]>;
  open(backend: Backend): Promise<Kernels>;
  /** Milliseconds. */
  now(): number;
}

/** Time budget of a whole calibration in milliseconds, without the time that loading a backend takes. */
const budget = 300;
/** The time budget (ms) and the largest number of steps on one backend. */
const enough = { time: 40, steps: 50 } as const;
/** Number of steps before the timed ones. The backend compiles and warms up in them. */
const warmUp = 3;
/** Number of weights above which fewer layers are timed. */
const timedWeights = 100_000;

/**
 * Times a few recorded steps on each candidate and chooses the fastest. If there is only one candidate, nothing is
 * timed.
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

/** Returns undefined if the backend can't run this network here. It is then not a candidate. */
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
    // A backend that fails here is not chosen. If all of them fail, the run itself reports the reason.
    return undefined;
  } finally {
    kernels?.dispose();
  }
}

/** The same experiment with only its first layers if all layers would take too long, and without evaluation. */
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
