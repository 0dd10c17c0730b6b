import { Problem, say } from '../../base/problem';
import type { Dataset, Split } from '../../data/build';
import { buildDomains, type Domains, loadDomains } from '../../data/domains';
import { createRandom } from '../../random/random';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { type TransferMethodSpec, type TransferSpec, transferMethodOf } from '../../schema/transfer';
import { sum } from '../batches';
import { createTrainer, type TrainingSetup } from '../createTrainer';
import { initialize } from '../initialize';
import type { Kernels } from '../kernels/kernels';
import type { Checkpoint } from '../trainer';
import { withoutTelemetry } from '../withoutTelemetry';
import { Learner, type LearnerReport } from './learner';
import type { Adaptation, AdaptationInput } from './methods';
import { type PrincipalAxes, principalAxes, project } from './principal';
import { Probe } from './probe';

/** The measurements that a transfer makes while it trains. */
export interface TransferOptions {
  /** Number of points of each curve. With 1 only the end is measured. */
  readonly points: number;
  /** Whether each point includes, for every layer, the gradients of both domains and the change of the weights. */
  readonly layers: boolean;
}

/** The current phase of a transfer. */
export type TransferPhase =
  | { readonly kind: 'teaching'; readonly step: number; readonly steps: number }
  | { readonly kind: 'adapting'; readonly step: number; readonly steps: number }
  | { readonly kind: 'done' };

/** The positions of the test samples of both domains in a hidden layer. */
export interface FeatureSpace {
  /** Coordinates `[samples, 2]` along the first two principal components of both domains together. */
  readonly source: Float64Array;
  readonly target: Float64Array;
  readonly sourceLabels: Int32Array;
  readonly targetLabels: Int32Array;
  readonly axes: PrincipalAxes;
}

/** The largest number of test samples of each domain in a feature space. */
const maxFeatures = 200;

/** The largest batch for a method that compares every pair of rows. */
const maxPairedRows = 2048;

/**
 * One seed of a transfer. It trains the source teacher first. Then it trains the networks of all methods in turn, one
 * update each. They start from the same weights (or from the teacher's) and see the same batches of each domain.
 * `sourceOnly` is the teacher itself.
 */
export class Transfer {
  private teacher: Learner | undefined;
  private learners: readonly Learner[] = [];
  private probe: Probe | undefined;
  private readonly spec: ExperimentSpec;

  /**
   * @param openKernels called once for each network
   * @throws Problem if source, target and methods do not fit together
   */
  static async open(
    transfer: TransferSpec,
    openKernels: () => Promise<Kernels>,
    options: TransferOptions,
  ): Promise<Transfer> {
    return new Transfer(transfer, await openDomains(transfer), openKernels, options);
  }

  private constructor(
    readonly transfer: TransferSpec,
    readonly domains: Domains,
    private readonly openKernels: () => Promise<Kernels>,
    private readonly options: TransferOptions,
  ) {
    this.spec = withoutTelemetry(transfer.source);
  }

  get phase(): TransferPhase {
    const { steps } = this.spec.training;
    if (this.learners.length === 0) return { kind: 'teaching', step: this.teacher?.trainer.step ?? 0, steps };
    if (this.done) return { kind: 'done' };
    const open = this.learners.filter((learner) => !learner.done);
    return { kind: 'adapting', step: Math.min(...open.map(({ trainer }) => trainer.step)), steps };
  }

  get done(): boolean {
    return this.learners.length > 0 && this.learners.every((learner) => learner.done);
  }

  /** The share of all updates that are done, 0 to 1. */
  get progress(): number {
    const { methods } = this.transfer;
    const { steps } = this.spec.training;
    const others = methods.filter(({ kind }) => kind !== 'sourceOnly').length;
    const own = this.learners.filter((learner) => learner !== this.teacher);
    const share = (learner: Learner) => (learner.done ? 1 : learner.trainer.step / learner.steps);
    return ((this.teacher?.trainer.step ?? 0) / steps + sum(own.map(share))) / (1 + others);
  }

  /** Does one update of the source teacher, or of every method's network. */
  async advance(): Promise<void> {
    if (!this.teacher) this.teacher = await this.startTeacher();
    else if (!this.teacher.done) await this.advanceTeacher(this.teacher);
    else if (this.learners.length === 0) this.learners = await this.startLearners(this.teacher);
    else for (const learner of this.learners) if (!learner.done) await learner.advance();
  }

  /** The state of the source teacher and of each method's network, in the file's order. Methods start after the teacher. */
  report(): { readonly teacher: LearnerReport | undefined; readonly methods: readonly LearnerReport[] } {
    return { teacher: this.teacher?.report(), methods: this.learners.map((learner) => learner.report()) };
  }

  /** Logits `[rows, classes]` of a method's network for inputs `[rows, features]`. Method -1 is the teacher. */
  predict(method: number, inputs: ArrayLike<number>): Promise<Float64Array> {
    return this.learnerAt(method).trainer.predict(inputs);
  }

  /**
   * Computes the positions of test samples of both domains in a layer of a method's network.
   * @param method -1 for the teacher
   * @param layer counted from 0
   * @param before axes of an earlier step, so that the picture does not flip
   * @returns undefined if the layer's activations are not all finite, as of a network that diverged
   */
  async features(method: number, layer: number, before?: PrincipalAxes): Promise<FeatureSpace | undefined> {
    const { trainer } = this.learnerAt(method);
    const { source, target } = this.domains;
    const [here, there] = [someOf(source.test, source.features), someOf(target.test, target.features)];
    const [a, b] = [await trainer.predict(here.inputs, layer), await trainer.predict(there.inputs, layer)];
    const both = new Float64Array(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    if (!both.every(Number.isFinite)) return undefined;
    const units = (hiddenLayers(this.spec.network)[layer]?.units ?? source.outcomeNames.length) as number;
    const axes = principalAxes(both, units, before);
    return {
      source: project(a, axes),
      target: project(b, axes),
      sourceLabels: here.labels,
      targetLabels: there.labels,
      axes,
    };
  }

  dispose(): void {
    this.teacher?.dispose();
    for (const learner of this.learners) if (learner !== this.teacher) learner.dispose();
    this.probe?.dispose();
  }

  private learnerAt(method: number): Learner {
    const learner = method < 0 ? this.teacher : (this.learners[method] ?? this.teacher);
    if (!learner) throw new Error('no network has been started yet');
    return learner;
  }

  private async startTeacher(): Promise<Learner> {
    const { domains, spec, options } = this;
    if (options.layers) this.probe = await Probe.open(spec, domains, this.openKernels);
    const nothing = new Float64Array(0);
    const adaptationInput = this.adaptationInput({ source: nothing, target: nothing });
    return this.start({ kind: 'sourceOnly' } as TransferMethodSpec, adaptationInput, undefined);
  }

  private async advanceTeacher(teacher: Learner): Promise<void> {
    await teacher.advance();
    const { divergence } = teacher.trainer;
    if (!divergence) return;
    const { step } = divergence;
    throw new Problem('mismatch', {
      field: 'source.training',
      found: say(`the source teacher diverged at step ${step}`, `源域教师网络在第 ${step} 步发散`),
      allowed: say(
        'a teacher that stays finite, e.g. at a lower learning rate',
        '保持有限的教师网络，例如降低学习率',
      ),
    });
  }

  private async startLearners(teacher: Learner): Promise<Learner[]> {
    const { source, target } = this.domains;
    const { trainer } = teacher;
    const logits = {
      source: await trainer.predict(source.train.inputs),
      target: await trainer.predict(target.train.inputs),
    };
    const learned = await trainer.checkpoint();
    const learners: Learner[] = [];
    for (const method of this.transfer.methods) {
      if (method.kind === 'sourceOnly') learners.push(teacher);
      else learners.push(await this.start(method, this.adaptationInput(logits), learned));
    }
    return learners;
  }

  /** Prepares a method's network for its first update. */
  private async start(
    method: TransferMethodSpec,
    adaptationInput: AdaptationInput,
    learned: Checkpoint | undefined,
  ): Promise<Learner> {
    const { spec, domains, options, probe } = this;
    const adaptation = transferMethodOf(method).adapt(adaptationInput, method);
    checkPairs(method, adaptation, spec);
    const trainer = await createTrainer(spec, await this.openKernels(), this.setup(adaptation));
    if (adaptation.start === 'source') {
      const own = await trainer.checkpoint();
      const network = networkArrays(spec);
      const arrays = own.arrays.map((array, i) => (i < network ? learned!.arrays[i]! : array));
      trainer.restore({ ...own, arrays });
    }
    return new Learner({ method, spec, trainer, adaptation, domains, probe, points: options.points });
  }

  private setup({ samples, objective, rates }: Adaptation): TrainingSetup {
    const { source } = this.domains;
    return {
      data: source,
      weights: initialize(this.spec, source),
      samples,
      ...(objective ? { objective } : {}),
      ...(rates ? { rates } : {}),
    };
  }

  private adaptationInput(logits: AdaptationInput['logits']): AdaptationInput {
    const { source, target, labelled } = this.domains;
    const classes = source.outcomeNames.length;
    const { train } = target;
    return {
      classes,
      features: source.features,
      source: source.train,
      target: {
        count: train.count,
        inputs: train.inputs,
        targets: train.targets.map((y, i) => y * labelled[Math.floor(i / classes)]!),
      },
      labelled,
      logits,
      layers: hiddenLayers(this.spec.network).map(({ units }) => units),
      steps: this.spec.training.steps,
      random: createRandom(this.spec.seed, 'lesson'),
    };
  }
}

/**
 * Loads and builds both domains of a transfer.
 * @throws Problem if they do not fit together, or if the target lacks something that the transfer requires
 */
export async function openDomains(transfer: TransferSpec): Promise<Domains> {
  const spec = domainsOf(transfer);
  await loadDomains(spec);
  const domains = buildDomains(spec);
  checkClasses(domains.source);
  return domains;
}

/** The arguments of `buildDomains` for a transfer. */
export function domainsOf({ source, sourceShifts, target, paired }: TransferSpec) {
  const { data, shifts, labelBudget } = target;
  return {
    source: source.data,
    sourceShifts,
    target: data ? { data } : { shifts: shifts! },
    seed: source.seed,
    labelBudget,
    paired,
  };
}

/** Number of arrays at the start of a checkpoint that belong to the network: parameters, then running statistics. */
function networkArrays({ network }: ExperimentSpec): number {
  const hidden = hiddenLayers(network).length;
  return 2 * (hidden + 1) + (network.normalization === 'none' ? 0 : 4 * hidden);
}

/** Takes at most `maxFeatures` samples, evenly spaced over the split. */
function someOf({ count, inputs, labels }: Split, features: number) {
  const rows = Array.from({ length: Math.min(count, maxFeatures) }, (_, i) =>
    Math.floor((i * count) / Math.min(count, maxFeatures)),
  );
  const some = new Float64Array(rows.length * features);
  rows.forEach((row, i) => {
    some.set(inputs.subarray(row * features, (row + 1) * features), i * features);
  });
  return { inputs: some, labels: Int32Array.from(rows, (row) => labels[row]!) };
}

/** @throws Problem if the user's own data are a regression */
function checkClasses({ task }: Dataset): void {
  if (task === 'classification') return;
  throw new Problem('mismatch', {
    field: 'source.data',
    found: say('a regression', '回归任务'),
    allowed: say('data with classes', '有类别的数据'),
  });
}

/** @throws Problem if the batch is too large for a method that compares all pairs of its rows */
function checkPairs(
  { kind }: TransferMethodSpec,
  { samples }: Adaptation,
  { training }: ExperimentSpec,
): void {
  const { batchSize } = training;
  const rows = batchSize === 'full' ? sum(samples.strata) : batchSize;
  if (kind !== 'mmd' || rows <= maxPairedRows) return;
  const { title } = transferMethodOf({ kind } as TransferMethodSpec);
  throw new Problem('tooLarge', {
    field: 'source.training.batchSize',
    found: say(`${rows} rows with ${title.en}`, `${rows} 行，而方法为“${title['zh-CN']}”`),
    allowed: say(`${maxPairedRows}, for it compares every pair`, `${maxPairedRows}，因为要比较每一对`),
  });
}
