import { buildDataset, type Dataset, loadData } from '../data/build';
import { createRandom } from '../random/random';
import type { ExperimentSpec } from '../schema/experiment';
import { createTrainer } from './createTrainer';
import type { Kernels } from './kernels/kernels';
import { norm } from './numeric/norm';
import { runIndex } from './telemetry';
import type { Checkpoint, Trainer } from './trainer';

/** The gradients of one layer, held against two witnesses. */
export interface LayerCheck {
  /** ‖∂L/∂(weights, biases, scale, shift)‖ */
  readonly norm: number;
  /** The distance from TensorFlow.js's automatic differentiation, relative to the gradient. */
  readonly autodiff: number;
  /** What float32 allows for that distance. */
  readonly allowed: number;
  /** The slopes of the loss; undefined if float64 resolves none: differences of the loss are lost in its rounding. */
  readonly slopes: Slopes | undefined;
  readonly within: boolean;
}

/** Single gradients against central differences of the loss in float64. */
export interface Slopes {
  readonly count: number;
  /** The largest difference, relative to the gradient. */
  readonly off: number;
  /** What float32 and the differences' own error allow there. */
  readonly allowed: number;
}

export interface GradientCheck {
  readonly step: number;
  /** Output layer last. */
  readonly layers: readonly LayerCheck[];
  /** Whether every layer is within what is allowed. */
  readonly within: boolean;
}

export interface CheckSetup {
  /** Opens the kernels that are checked. */
  open(): Promise<Kernels>;
  /** The state to check at; undefined: before the first step. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Called with the share done. The check ends if it resolves to false. */
  onProgress?(share: number): Promise<boolean>;
}

/** The distance that is always allowed. The golden networks are held to it after one step. */
const floor = 1e-5;
/** How many times the movement under rounding is allowed: every layer rounds several times. */
const slack = 10;
/** The relative change of every parameter that stands for float32's rounding: one unit in the last place. */
const unit = 2 ** -23;
/** Half steps of the differences. The smaller one is for kinks nearby. */
const halfSteps = [1e-4, 1e-6] as const;
/** A difference counts if its own error is at most this share of the gradient. */
const resolved = 0.01;
/**
 * A parameter's distance is relative to its gradient, or to this share of its layer's if that is larger: the gradient of
 * a bias before batch normalization is 0 but for rounding.
 */
const share = 0.1;

/**
 * Checks the gradients of an experiment's next batch, layer by layer, against TensorFlow.js's automatic differentiation
 * (on the CPU, float32) and against central differences of the loss in float64 for some parameters of each layer.
 * What float32 allows is measured: how far the float64 gradient moves when every parameter changes by one unit in
 * float32's last place.
 * @returns undefined if it was ended
 * @throws Problem if the data or the inline weights do not fit the spec
 */
export async function checkGradients(
  spec: ExperimentSpec,
  { open, checkpoint, onProgress = async () => true }: CheckSetup,
): Promise<GradientCheck | undefined> {
  await loadData(spec);
  const { test, ...data } = buildDataset(spec);
  // Without test samples no step evaluates on them.
  const trained: Dataset = {
    ...data,
    test: { ...test, count: 0, inputs: new Float64Array(), targets: new Float64Array() },
  };
  const trainerOn = async (kernels: Kernels) => createTrainer(spec, kernels, { data: trained });
  let going = true;
  const proceed = async (share: number) => {
    going &&= await onProgress(share);
    return going;
  };
  const checked = await trainerOn(await open());
  const state = checkpoint ?? (await checked.checkpoint());
  const ours = await gradientsAt(checked, state);
  checked.dispose();

  const { createTensorFlowKernels } = await import('./kernels/tensorflow/tensorflow');
  const witness = await trainerOn(await createTensorFlowKernels('cpu'));
  const theirs = await gradientsAt(witness, state);
  witness.dispose();

  const { createReferenceKernels } = await import('./kernels/reference/reference');
  const exact = await trainerOn(createReferenceKernels());
  const layers = grouped(ours.length, spec.network.normalization === 'none' ? 2 : 4);
  const moved = await movement(exact, state, layers);
  const checks: LayerCheck[] = [];
  for (const [l, places] of layers.entries()) {
    const allowed = Math.max(floor, slack * moved[l]!);
    const autodiff = distance(places, ours, theirs);
    const slopes = await slopesOf(exact, state, { places, ours, allowed }, (within) =>
      proceed((l + within) / layers.length),
    );
    if (!going) break;
    const within = autodiff <= allowed && (slopes === undefined || slopes.off <= slopes.allowed);
    checks.push({
      norm: norm(places.map((place) => norm(ours[place]!))),
      autodiff,
      allowed,
      slopes,
      within,
    });
  }
  exact.dispose();
  if (!going) return undefined;
  return { step: state.step, layers: checks, within: checks.every(({ within }) => within) };
}

/** The places of each layer's parameters in a list of all. The output layer has no scale and no shift. */
const grouped = (count: number, perLayer: number): number[][] =>
  Array.from({ length: Math.ceil(count / perLayer) }, (_, l) =>
    Array.from({ length: Math.min(perLayer, count - l * perLayer) }, (_, i) => l * perLayer + i),
  );

/** The gradients of the batch that follows a state. */
async function gradientsAt(trainer: Trainer, state: Checkpoint): Promise<Float64Array[]> {
  trainer.restore(state);
  await trainer.advance(true);
  return trainer.gradients();
}

/** The largest relative distance of a layer's parameters' gradients. NaN where a gradient is not finite. */
function distance(
  places: readonly number[],
  here: readonly Float64Array[],
  there: readonly Float64Array[],
): number {
  const whole = norm(places.map((place) => norm(there[place]!)));
  const all = places.map((place) => {
    const apart = norm(here[place]!.map((value, i) => value - there[place]![i]!));
    const size = Math.max(norm(there[place]!), share * whole);
    return apart === 0 ? 0 : apart / size;
  });
  return all.some(Number.isNaN) ? Number.NaN : Math.max(...all);
}

/** How far each layer's float64 gradient moves when every parameter moves by one float32 unit in the last place. */
async function movement(
  exact: Trainer,
  state: Checkpoint,
  layers: readonly (readonly number[])[],
): Promise<number[]> {
  const still = await gradientsAt(exact, state);
  const moved = layers.map(() => 0);
  for (const draw of [0, 1]) {
    const random = createRandom(draw, 'weights', 0);
    const arrays = state.arrays.map((values) =>
      values.map((value) => value * (1 + (random.uniform() < 0.5 ? unit : -unit))),
    );
    const there = await gradientsAt(exact, { ...state, arrays });
    for (const [l, places] of layers.entries())
      moved[l] = Math.max(moved[l]!, distance(places, there, still));
  }
  return moved;
}

/**
 * Compares some of a layer's gradients with slopes: of each parameter the largest, of weights also one in the middle.
 * @param proceed asked before each slope, with the share of them that is done; false ends
 */
async function slopesOf(
  exact: Trainer,
  state: Checkpoint,
  { places, ours, allowed }: { places: readonly number[]; ours: readonly Float64Array[]; allowed: number },
  proceed: (share: number) => Promise<boolean>,
): Promise<Slopes | undefined> {
  let [count, off, limit] = [0, 0, allowed];
  const whole = typicalOf(places.flatMap((place) => [...ours[place]!]));
  for (const [i, place] of places.entries()) {
    const gradients = ours[place]!;
    const typical = Math.max(typicalOf(gradients), share * whole);
    const chosen = new Set([largestOf(gradients), ...(i === 0 ? [gradients.length >> 1] : [])]);
    for (const index of chosen) {
      if (!(await proceed(i / places.length))) return undefined;
      const { slope, error } = await slopeAt(exact, state, place, index);
      const size = Math.max(Math.abs(slope), typical);
      if (!(error <= resolved * size)) continue;
      count++;
      const apart = Math.abs(slope - gradients[index]!) / size;
      const possible = allowed + (2 * error) / size;
      // What counts is the slope that exceeds its own limit most.
      if (count === 1 || apart / possible > off / limit) [off, limit] = [apart, possible];
    }
  }
  return count === 0 ? undefined : { count, off, allowed: limit };
}

/** The root mean square. */
const typicalOf = (values: ArrayLike<number>): number => norm(values) / Math.sqrt(values.length);

function largestOf(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[best]!)) best = i;
  return best;
}

/**
 * ∂L/∂(one parameter) by central differences with half steps h and h/2, extrapolated (Richardson), with an estimate of
 * the error: what the extrapolation changed, and the loss's rounding.
 */
async function slopeAt(exact: Trainer, state: Checkpoint, place: number, index: number) {
  const lossWith = async (change: number) => {
    const arrays = [...state.arrays];
    arrays[place] = arrays[place]!.slice();
    arrays[place][index]! += change;
    exact.restore({ ...state, arrays });
    return (await exact.advance(true))![runIndex('loss')]!;
  };
  let best = { slope: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (const h of halfSteps) {
    const [above, below] = [await lossWith(h), await lossWith(-h)];
    const wide = (above - below) / (2 * h);
    const narrow = ((await lossWith(h / 2)) - (await lossWith(-h / 2))) / h;
    const slope = (4 * narrow - wide) / 3;
    const rounding = (8 * Number.EPSILON * Math.abs(above)) / h;
    const error = Math.abs(slope - narrow) + rounding;
    if (error < best.error) best = { slope, error };
    if (error <= floor * Math.abs(slope)) break;
  }
  return best;
}
