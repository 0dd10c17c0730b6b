import { type LayerSplit, splitGradients } from '../engine/distillation/gradientSplit';
import { type Phase, Race, type TrainedTeacher } from '../engine/distillation/race';
import type { StudentReport } from '../engine/distillation/student';
import type { Kernels } from '../engine/kernels/kernels';
import type { Distillation } from '../schema/distillation';
import { boundsOf, planeGrid, summarize } from './pictures';
import type { Bounds, DataSummary } from './protocol';
import type { StudyAdapter, StudyCommand, StudyReport } from './studySession';

/** The pictures, besides the curves, that the page currently shows. */
export interface DistillationPictureRequest {
  /** Side of the grid of decision boundaries; 0: none are needed. */
  readonly boundaryResolution: number;
  /** Whether the answers of all networks on the test samples are needed. */
  readonly answers: boolean;
  /** The student whose gradient is decomposed. */
  readonly split: number | undefined;
}

/** The state of a distillation. */
export interface DistillationProgress {
  readonly phase: Phase;
  /** The completed share of all updates. */
  readonly share: number;
  readonly teacher: Omit<TrainedTeacher, 'testLogits'> | undefined;
  readonly students: readonly StudentReport[];
}

export type DistillationCommand = StudyCommand<Distillation, DistillationPictureRequest>;
export type DistillationReport = StudyReport<DistillationData, DistillationProgress, DistillationSnapshot>;

/** The students' data for the page's pictures. */
export interface DistillationData extends DataSummary {
  readonly image: { readonly width: number; readonly height: number } | undefined;
  /** The class of each of the first test samples, and for some of them the inputs `[n, features]`. */
  readonly testLabels: Int32Array;
  readonly testInputs: Float64Array;
  /** The numbers of the students' training samples: with a label, with a wrong label, without a label. */
  readonly labelled: number;
  readonly wrong: number;
  readonly unlabelled: number;
}

/** The answers of all networks at one moment. Each part is present if it was requested and is available. */
export interface DistillationSnapshot {
  readonly step: number;
  /** Logits on the first test samples `[n, classes]`; n is the number of test labels sent. */
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

/** The number of test samples whose answers the page gets, and the number whose inputs it gets. */
const answered = 5000;
const shown = 200;

/** A distillation whose progress the page shows. */
export const distillationAdapter: StudyAdapter<
  Distillation,
  DistillationPictureRequest,
  Race,
  DistillationData,
  DistillationProgress,
  DistillationSnapshot
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
  async snapshot(race, { boundaryResolution, answers, split }, openKernels) {
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
): Promise<Pick<DistillationSnapshot, 'split'>> {
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

async function answersOf(race: Race): Promise<NonNullable<DistillationSnapshot['answers']>> {
  const most = answered * race.data.outcomeNames.length;
  const students: Float64Array[] = [];
  for (const student of race.students) students.push((await student.testLogits()).slice(0, most));
  return { teacher: race.teacher!.testLogits.slice(0, most), students };
}

async function surfacesOf(race: Race, resolution: number): Promise<Pick<DistillationSnapshot, 'surfaces'>> {
  const { data } = race;
  if (data.plane !== 2 || !data.expand) return {};
  const bounds = boundsOf(summarize(data).points, 2);
  const inputs = data.expand(planeGrid(bounds, resolution));
  const students: Float64Array[] = [];
  for (const { trainer } of race.students) students.push(await trainer.predict(inputs));
  return { surfaces: { resolution, bounds, teacher: (await race.predictTeacher(inputs))!, students } };
}
