import { type LayerSplit, splitGradients } from '../engine/distillation/gradientSplit';
import { type Phase, Race, type TaughtTeacher } from '../engine/distillation/race';
import type { StudentReport } from '../engine/distillation/student';
import { candidates } from '../engine/kernels/open';
import type { Distillation } from '../spec/distillation';
import type { JobHost } from './job';
import { boundsOf, planeGrid, summarize } from './pictures';
import type { Backend, Bounds, DataSummary, Fault } from './protocol';
import { asFault } from './session';

/** What the page may ask of a worker that holds a distillation to be looked at. */
export type DistillationCommand =
  /** Answered by `loaded`, or by `failed` where teacher and students do not go together. Replaces the one before. */
  | {
      readonly kind: 'load';
      readonly id: number;
      readonly distillation: Distillation;
      readonly backend: Backend | 'auto';
    }
  | { readonly kind: 'play' }
  /** One update of every student, or of the network that is being trained before them. */
  | { readonly kind: 'step' }
  | { readonly kind: 'pause' }
  /** The pictures the page has on view; they follow now, and while training as often as is cheap. */
  | { readonly kind: 'look'; readonly wishes: DistillationWishes };

/** Which pictures beyond the curves the page has on view. */
export interface DistillationWishes {
  /** Side of the grid of decision boundaries; 0 for none. */
  readonly boundaryResolution: number;
  /** What everyone answers on the test samples. */
  readonly answers: boolean;
  /** The student whose gradient is taken apart. */
  readonly split: number | undefined;
}

export type DistillationReport =
  | { readonly kind: 'loaded'; readonly id: number; readonly data: DistillationData }
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly playing: boolean;
      readonly phase: Phase;
      /** The share of all updates that is done. */
      readonly share: number;
      readonly teacher: Omit<TaughtTeacher, 'testLogits'> | undefined;
      readonly students: readonly StudentReport[];
    }
  | ({ readonly kind: 'pictures'; readonly id: number } & DistillationPictures)
  | { readonly kind: 'failed'; readonly id: number; readonly fault: Fault };

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

/** Milliseconds between two reports, between two looks at commands, and between two pictures while training. */
const reportTime = 150;
const sliceTime = 20;
const pictureTime = 1500;
/** Test samples whose answers the page gets, and whose inputs. */
const answered = 5000;
const shown = 200;

const noWishes: DistillationWishes = { boundaryResolution: 0, answers: false, split: undefined };

/** A distillation worker's side. Knows neither Worker nor thread. */
export class DistillationSession {
  private race: Race | undefined;
  private id = -1;
  private backend: Backend = 'wasm';
  private playing = false;
  private wishes = noWishes;
  /** What is being done just now; nothing is taken from under it. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: JobHost,
    private readonly post: (report: DistillationReport) => void,
  ) {}

  /** Obeys a command; never rejects: faults are reported. */
  obey(command: DistillationCommand): Promise<void> {
    if (command.kind === 'pause') {
      this.playing = false;
      return Promise.resolve();
    }
    if (command.kind === 'load') {
      this.id = command.id;
      this.playing = false;
    }
    if (command.kind === 'look') {
      this.wishes = command.wishes;
      // While training, pictures follow of themselves.
      if (this.playing) return Promise.resolve();
    }
    if (command.kind === 'play') {
      if (this.playing) return Promise.resolve();
      this.playing = true;
    }
    this.work = this.work.then(() => this.carryOut(command));
    return this.work;
  }

  private async carryOut(command: Exclude<DistillationCommand, { kind: 'pause' }>): Promise<void> {
    try {
      switch (command.kind) {
        case 'load':
          return await this.load(command);
        case 'play':
          return await this.train();
        case 'step':
          await this.stepOnce();
          this.report();
          return await this.takePictures();
        case 'look':
          return await this.takePictures();
      }
    } catch (error) {
      this.playing = false;
      this.post({ kind: 'failed', id: this.id, fault: asFault(error) });
    }
  }

  private async load({ id, distillation, backend }: Extract<DistillationCommand, { kind: 'load' }>) {
    if (id !== this.id) return;
    this.race?.dispose();
    this.race = undefined;
    this.backend = backend === 'auto' ? (await candidates(distillation.student))[0]! : backend;
    const race = await Race.open(distillation, () => this.host.openKernels(this.backend));
    this.race = race;
    this.post({ kind: 'loaded', id, data: dataOf(race) });
    this.report();
  }

  /** One update that can be seen: what is only made ready does not count. */
  private async stepOnce(): Promise<void> {
    const { race } = this;
    if (!race || race.done) return;
    while (race.phase.kind === 'preparing') await race.advance();
    await race.advance();
  }

  private async train(): Promise<void> {
    const { host, race, id } = this;
    if (!race) {
      this.playing = false;
      return;
    }
    let slice = host.now();
    let reported = host.now();
    let pictured = host.now();
    while (this.playing && this.id === id && !race.done) {
      await race.advance();
      const now = host.now();
      if (now - slice < sliceTime) continue;
      if (now - reported > reportTime) {
        this.report();
        reported = now;
      }
      if (now - pictured > pictureTime) {
        await this.takePictures();
        pictured = host.now();
      }
      await host.breathe();
      slice = host.now();
    }
    if (this.id !== id) return;
    this.playing = false;
    this.report();
    await this.takePictures();
  }

  private report(): void {
    const { race, id } = this;
    if (!race) return;
    const { testLogits: _, ...teacher } = race.teacher ?? { testLogits: undefined };
    this.post({
      kind: 'progress',
      id,
      playing: this.playing && !race.done,
      phase: race.phase,
      share: race.progress,
      teacher: race.teacher && (teacher as Omit<TaughtTeacher, 'testLogits'>),
      students: race.students.map((student) => student.report()),
    });
  }

  private async takePictures(): Promise<void> {
    const { race, wishes, id } = this;
    if (!race?.teacher) return;
    const { boundaryResolution, answers, split } = wishes;
    const pictures: DistillationPictures = {
      step: race.students[0]?.trainer.step ?? 0,
      ...(answers ? { answers: await answersOf(race) } : {}),
      ...(boundaryResolution > 1 ? await surfacesOf(race, boundaryResolution) : {}),
      ...(split === undefined ? {} : await this.splitOf(race, split)),
    };
    if (this.id === id) this.post({ kind: 'pictures', id, ...pictures });
  }

  private async splitOf(race: Race, student: number): Promise<Pick<DistillationPictures, 'split'>> {
    const runner = race.students[student];
    const terms = runner && race.termsOf(student);
    if (!terms) return {};
    const layers = await splitGradients(runner.trainer, terms, () => this.host.openKernels(this.backend));
    return { split: { student, layers } };
  }
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
  return { surfaces: { resolution, bounds, teacher: (await race.askTeacher(inputs))!, students } };
}
