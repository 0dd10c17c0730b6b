import type { Dataset } from '../data/build';
import type { Kernels } from '../engine/kernels/kernels';
import type { LearnerReport } from '../engine/transfer/learner';
import type { PrincipalAxes } from '../engine/transfer/principal';
import { fewestCompared, type ShiftSize, shiftSize } from '../engine/transfer/shiftSize';
import { type FeatureSpace, Transfer, type TransferPhase } from '../engine/transfer/transfer';
import type { TransferSpec } from '../schema/transfer';
import { curvePoints } from './curvePoints';
import { boundsOf, planeGrid, summarize } from './pictures';
import type { Bounds, DataSummary } from './protocol';
import type { StudyAdapter, StudyCommand, StudyReport } from './studySession';

/** The pictures of a transfer that the page currently shows. */
export interface TransferPictureRequest {
  /** Side of the grid of decision boundaries; 0: none are needed. */
  readonly boundaryResolution: number;
  /** The method and hidden layer (counted from 0) in which the samples of both domains are shown. */
  readonly features: { readonly method: number; readonly layer: number } | undefined;
  /** Whether the size of the shift is needed. */
  readonly shift: boolean;
}

/** Both domains, for the page's pictures. */
export interface TransferData {
  readonly source: DomainSummary;
  readonly target: DomainSummary;
  /** The number of target training samples whose label may be used. */
  readonly labelled: number;
}

export interface DomainSummary extends DataSummary {
  readonly image: { readonly width: number; readonly height: number } | undefined;
  /** The inputs of some test samples, `[n, features]`, and their classes. */
  readonly inputs: Float64Array;
  readonly labels: Int32Array;
}

/** The state of a transfer. */
export interface TransferProgress {
  readonly phase: TransferPhase;
  /** The completed share of all updates. */
  readonly share: number;
  readonly teacher: LearnerReport | undefined;
  /** In the file's order; empty until the teacher is trained. */
  readonly methods: readonly LearnerReport[];
}

/** The pictures at one moment. Each part is present if it was requested and is available. */
export interface TransferSnapshot {
  /** The state of the transfer when the pictures were taken. */
  readonly phase: TransferPhase;
  /**
   * Logits of each method over the plane `[resolution², classes]`, rows from the smallest y, within the bounds of both
   * domains.
   */
  readonly surfaces?: {
    readonly resolution: number;
    readonly bounds: Bounds;
    readonly methods: readonly Float64Array[];
  };
  readonly features?: {
    readonly method: number;
    readonly layer: number;
    /** Undefined if the layer's activations are not all finite. */
    readonly space: FeatureSpace | undefined;
  };
  /** Null if a domain has too few samples to measure it. */
  readonly shift?: ShiftSize | null;
}

export type TransferCommand = StudyCommand<TransferSpec, TransferPictureRequest>;
export type TransferReport = StudyReport<TransferData, TransferProgress, TransferSnapshot>;

/** The number of test samples whose inputs the page gets. */
const shown = 100;

/** A transfer whose progress the page shows. */
export const transferAdapter: StudyAdapter<
  TransferSpec,
  TransferPictureRequest,
  Transfer,
  TransferData,
  TransferProgress,
  TransferSnapshot
> = {
  noPictures: { boundaryResolution: 0, features: undefined, shift: false },
  experiment: ({ source }) => source,
  open: (spec, openKernels) => Transfer.open(spec, openKernels, { points: curvePoints, layers: true }),
  data: ({ domains: { source, target, labelled } }) => ({
    source: summaryOf(source),
    target: summaryOf(target),
    labelled: labelled.reduce((sum, one) => sum + one, 0),
  }),
  progress: (transfer) => ({ phase: transfer.phase, share: transfer.progress, ...transfer.report() }),
  preparing(transfer) {
    const { teacher, methods } = transfer.report();
    return methods.length === 0 && (!teacher || teacher.done);
  },
  async snapshot(transfer, { boundaryResolution, features, shift }, openKernels, yieldToMessages) {
    const begun = transfer.report().teacher !== undefined;
    return {
      phase: transfer.phase,
      ...(shift ? { shift: await sizeOf(transfer, openKernels, yieldToMessages) } : {}),
      ...(begun && boundaryResolution > 1 ? await surfacesOf(transfer, boundaryResolution) : {}),
      ...(begun && features ? { features: { ...features, space: await spaceOf(transfer, features) } } : {}),
    };
  },
};

/** The axes of the previous feature space picture; they keep the next picture from flipping. */
const axes = new WeakMap<Transfer, { readonly of: string; readonly axes: PrincipalAxes }>();

async function spaceOf(
  transfer: Transfer,
  { method, layer }: NonNullable<TransferPictureRequest['features']>,
): Promise<FeatureSpace | undefined> {
  const of = `${method} ${layer}`;
  const last = axes.get(transfer);
  const space = await transfer.features(method, layer, last?.of === of ? last.axes : undefined);
  if (space) axes.set(transfer, { of, axes: space.axes });
  return space;
}

/** Measured once per transfer, because its domains do not change. */
const sizes = new WeakMap<Transfer, ShiftSize | null>();

async function sizeOf(
  transfer: Transfer,
  openKernels: () => Promise<Kernels>,
  yieldToMessages: () => Promise<void>,
): Promise<ShiftSize | null> {
  const known = sizes.get(transfer);
  if (known !== undefined) return known;
  const { source, target } = transfer.domains;
  const { paired } = transfer.transfer;
  const { seed } = transfer.transfer.source;
  const rows = Math.min(source.train.count, target.train.count);
  const enough = (paired ? Math.floor(rows / 2) : rows) >= fewestCompared;
  const size = enough
    ? await shiftSize(
        source.train.inputs,
        target.train.inputs,
        source.features,
        { seed, paired },
        await openKernels(),
        yieldToMessages,
      )
    : null;
  sizes.set(transfer, size);
  return size;
}

const summaryOf = (data: Dataset): DomainSummary => ({
  ...summarize(data),
  image: data.image,
  inputs: data.test.inputs.slice(0, shown * data.features),
  labels: data.test.labels.slice(0, shown),
});

async function surfacesOf(
  transfer: Transfer,
  resolution: number,
): Promise<Pick<TransferSnapshot, 'surfaces'>> {
  const { source, target } = transfer.domains;
  if (source.plane !== 2 || target.plane !== 2 || !source.expand) return {};
  const [a, b] = [source, target].map((data) => boundsOf(summarize(data).points, 2));
  const bounds = {
    xMin: Math.min(a!.xMin, b!.xMin),
    xMax: Math.max(a!.xMax, b!.xMax),
    yMin: Math.min(a!.yMin, b!.yMin),
    yMax: Math.max(a!.yMax, b!.yMax),
  };
  const inputs = source.expand(planeGrid(bounds, resolution));
  const methods: Float64Array[] = [];
  for (const place of transfer.transfer.methods.keys()) methods.push(await transfer.predict(place, inputs));
  return { surfaces: { resolution, bounds, methods } };
}
