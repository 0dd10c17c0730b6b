import { type LayerSplit, splitGradients } from '../engine/distillation/gradientSplit';
import { type Phase, Race, type TrainedTeacher } from '../engine/distillation/race';
import type { StudentReport } from '../engine/distillation/student';
import type { Kernels } from '../engine/kernels/kernels';
import type { Distillation } from '../schema/distillation';
import { boundsOf, planeGrid, summarize } from './pictures';
import type { Bounds, DataSummary } from './protocol';
import type { WatchedCommand, WatchedReport, Watching } from './watched';

/** Which pictures beyond the curves the page has on view. */
export interface DistillationPictureRequest {
  /** Side of the grid of decision boundaries; 0 for none. */
  readonly boundaryResolution: number;
  /** What everyone answers on the test samples. */
  readonly answers: boolean;
  /** The student whose gradient is taken apart. */
  readonly split: number | undefined;
}

/** How a distillation stands. */
export interface DistillationProgress {
  readonly phase: Phase;
  /** The share of all updates that is done. */
  readonly share: number;
  readonly teacher: Omit<TrainedTeacher, 'testLogits'> | undefined;
  readonly students: readonly StudentReport[];
}

export type DistillationCommand = WatchedCommand<Distillation, DistillationPictureRequest>;
export type DistillationReport = WatchedReport<DistillationData, DistillationProgress, DistillationPictures>;

/** The students' data as the page draws them. */
export interface DistillationData extends DataSummary {
  readonly image: { readonly width: number; readonly height: number } | undefined;
  /** Of the first test samples: the class of each, and for some the inputs `[n, features]`. */
  readonly testLabels: Int32Array;
  readonly testInputs: Float64Array;
  /** Samples that students learn from: with a label, with a wrong one, without. */
  readonly labelled: number;
  readonly wrong: number;
  readonly unlabelled: number;
}

/** What everybody says at one moment; each part where it was wished for and can be had. */
export interface DistillationPictures {
  readonly step: number;
  /** Logits on the first test samples `[n, classes]`, as many as there are test labels. */
  readonly answers?: { readonly teacher: Float64Array; readonly students: readonly Float64Array[] };
  /** Logits over the plane `[resolution², classes]`, rows from the smallest y. */
  readonly surfaces?: {
    readonly resolution: number;
    readonly bounds: Bounds;
    readonly teacher: Float64Array;
    readonly students: readonly Float64Array[];
  };
  readonly split?: { readonly student: number; readonly layers: readonly LayerSplit[] };
}

/** Test samples whose answers the page gets, and whose inputs. */
const answered = 5000;
const shown = 200;

/** A distillation to be looked at. */
export const watchDistillation: Watching<
  Distillation,
  DistillationPictureRequest,
  Race,
  DistillationData,
  DistillationProgress,
  DistillationPictures
> = {
  noPictures: { boundaryResolution: 0, answers: false, split: undefined },
  experiment: ({ student }) => student,
  open: Race.open,
  data: dataOf,
  progress(race) {
    const { testLogits: _, ...teacher } = race.teacher ?? { testLogits: undefined };
    return {
      phase: race.phase,
      share: race.progress,
      teacher: race.teacher && (teacher as Omit<TrainedTeacher, 'testLogits'>),
      students: race.students.map((student) => student.report()),
    };
  },
  preparing: ({ phase }) => phase.kind === 'preparing',
  async pictures(race, { boundaryResolution, answers, split }, openKernels) {
    if (!race.teacher) return undefined;
    return {
      step: race.students[0]?.trainer.step ?? 0,
      ...(answers ? { answers: await answersOf(race) } : {}),
      ...(boundaryResolution > 1 ? await surfacesOf(race, boundaryResolution) : {}),
      ...(split === undefined ? {} : await splitOf(race, split, openKernels)),
    };
  },
};

async function splitOf(
  race: Race,
  student: number,
  openKernels: () => Promise<Kernels>,
): Promise<Pick<DistillationPictures, 'split'>> {
  const runner = race.students[student];
  const terms = runner && race.termsOf(student);
  if (!terms) return {};
  return { split: { student, layers: await splitGradients(runner.trainer, terms, openKernels) } };
}

function dataOf({ data, set }: Race): DistillationData {
  const { test, features, image } = data;
  return {
    ...summarize(data),
    image,
    testLabels: test.labels.slice(0, answered),
    testInputs: test.inputs.slice(0, shown * features),
    labelled: set.labelled,
    wrong: set.labels.filter((label, row) => label !== set.trueLabels[row]).length,
    unlabelled: set.rows - set.labelled,
  };
}

async function answersOf(race: Race): Promise<NonNullable<DistillationPictures['answers']>> {
  const most = answered * race.data.outcomeNames.length;
  const students: Float64Array[] = [];
  for (const student of race.students) students.push((await student.testLogits()).slice(0, most));
  return { teacher: race.teacher!.testLogits.slice(0, most), students };
}

async function surfacesOf(race: Race, resolution: number): Promise<Pick<DistillationPictures, 'surfaces'>> {
  const { data } = race;
  if (data.plane !== 2 || !data.expand) return {};
  const bounds = boundsOf(summarize(data).points, 2);
  const inputs = data.expand(planeGrid(bounds, resolution));
  const students: Float64Array[] = [];
  for (const { trainer } of race.students) students.push(await trainer.predict(inputs));
  return { surfaces: { resolution, bounds, teacher: (await race.predictTeacher(inputs))!, students } };
}
