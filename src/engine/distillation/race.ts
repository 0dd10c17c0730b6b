import { Problem, say } from '../../base/problem';
import type { Dataset } from '../../data/build';
import {
  type Distillation,
  experimentOf,
  methodOf,
  type StudentSpec,
  studentsOf,
} from '../../schema/distillation';
import type { ExperimentSpec } from '../../schema/experiment';
import { createTrainer, type TrainingSetup } from '../createTrainer';
import { initialize } from '../initialize';
import type { Kernels } from '../kernels/kernels';
import { argmax } from '../numeric/argmax';
import type { Trainer } from '../trainer';
import { withoutTelemetry } from '../withoutTelemetry';
import { type LogitMetrics, logitMetrics } from './logitMetrics';
import type { TeacherPlan } from './methods/method';
import { assistantSpec, parameterCount, planOf, unitsOf } from './networks';
import { prepareRaceData, type RaceData } from './raceData';
import { type Student, startStudent } from './student';
import { recordOutputs, type TeacherOutputs } from './teacherOutputs';
import { labelsOnly, setupOf, type Terms, termsOf } from './trainingSetup';
import type { TransferSet } from './transferSet';

/** The current stage of the race. `index` counts, from 1, the networks of one kind that are trained for one student. */
export type Phase =
  | {
      readonly kind: 'teaching';
      readonly who: 'teacher' | 'ensemble' | 'assistant' | 'generations';
      readonly index: number;
      readonly step: number;
      readonly steps: number;
    }
  /** The next network is being built. */
  | { readonly kind: 'preparing' }
  | { readonly kind: 'racing'; readonly step: number; readonly steps: number }
  | { readonly kind: 'done' };

/** The trained teacher. */
export interface TrainedTeacher {
  /** Metrics on the students' test samples. */
  readonly metrics: LogitMetrics;
  readonly parameters: number;
  /** `[test samples, classes]` */
  readonly testLogits: Float64Array;
  /** The share of wrongly labelled training samples that the teacher classifies correctly; NaN if no label is wrong. */
  readonly cleaned: number;
}

/** A network that is trained before the students are. */
interface Stage {
  readonly who: Extract<Phase, { kind: 'teaching' }>['who'];
  readonly index: number;
  readonly trainer: Trainer;
  readonly steps: number;
  /** Called after each step. */
  afterStep(step: number): Promise<void>;
}

/** Number of steps between two divergence checks of a network that will be a teacher. */
const measuredEvery = 50;

/** Distance between the first teacher's seed and that of a second teacher or a second generation. */
const seedStride = 1000;

/**
 * A teacher and its students. The teacher is trained first, then the networks between it and a student. Then all
 * students train side by side, one update each in turn. They start from the same weights and use the same batches.
 */
export class Race {
  students: readonly Student[] = [];
  teacher: TrainedTeacher | undefined;
  readonly data: Dataset;
  readonly set: TransferSet;
  private readonly teacherData: Dataset;
  private readonly pendingStages: (() => Promise<Stage>)[] = [];
  private stage: Stage | undefined;
  /** The teacher, after its training. */
  private trainedTeacher: Trainer | undefined;
  /** The recorded outputs of every teacher. A key names the network: `teacher`, `early 0.5`, `ensemble 2`. */
  private readonly outputs = new Map<string, TeacherOutputs>();
  private readonly recordedLayers: readonly number[];

  /**
   * @param openKernels called once for each trained network
   * @param before an earlier race; its teacher is reused if it is the same
   * @throws Problem if teacher, student and data do not fit together
   */
  static async open(
    distillation: Distillation,
    openKernels: () => Promise<Kernels>,
    before?: Race,
  ): Promise<Race> {
    const race = new Race(distillation, openKernels, await prepareRaceData(distillation));
    if (before) await race.reuseTeacher(before);
    return race;
  }

  /** Reuses the teacher of an earlier race if both races describe the same one. The earlier race gives it up. */
  private async reuseTeacher(before: Race): Promise<void> {
    const { trainedTeacher, distillation } = before;
    if (!trainedTeacher || JSON.stringify(distillation.teacher) !== JSON.stringify(this.distillation.teacher))
      return;
    // The outputs of an early-stopped teacher are recorded only while it trains.
    if (studentsOf(this.distillation).some((student) => planOf(student).kind === 'early')) return;
    before.trainedTeacher = undefined;
    this.trainedTeacher = trainedTeacher;
    this.pendingStages.shift();
    await this.recordTeacher(trainedTeacher);
  }

  private constructor(
    readonly distillation: Distillation,
    private readonly openKernels: () => Promise<Kernels>,
    lessons: RaceData,
  ) {
    this.teacherData = lessons.teacherData;
    this.data = lessons.data;
    this.set = lessons.set;
    const [teacher, student] = [unitsOf(distillation.teacher), unitsOf(distillation.student)];
    const all = studentsOf(distillation);
    this.recordedLayers = [
      ...new Set(all.flatMap((one) => methodOf(one).teacherLayers?.(one, teacher, student) ?? [])),
    ];
    this.pendingStages.push(() => this.teacherStage(this.earlySteps(all)));
    const ensembles = all.map((student) => planOf(student)).filter((plan) => plan.kind === 'ensemble');
    const most = Math.max(1, ...ensembles.map(({ count }) => count));
    for (let index = 2; index <= most; index++) this.pendingStages.push(() => this.ensembleStage(index));
    all.forEach((student, i) => {
      const plan = planOf(student);
      if (plan.kind === 'assistant') this.pendingStages.push(() => this.assistantStage(student, plan, i));
      if (plan.kind !== 'generations') return;
      for (let index = 1; index <= plan.count; index++) {
        this.pendingStages.push(() => this.generationStage(student, i, index));
      }
    });
  }

  get phase(): Phase {
    const { stage, students } = this;
    if (stage)
      return {
        kind: 'teaching',
        who: stage.who,
        index: stage.index,
        step: stage.trainer.step,
        steps: stage.steps,
      };
    const { steps } = this.distillation.student.training;
    if (students.length === 0) return { kind: 'preparing' };
    if (this.done) return { kind: 'done' };
    return { kind: 'racing', step: Math.max(...students.map(({ trainer }) => trainer.step)), steps };
  }

  get done(): boolean {
    return this.students.length > 0 && this.students.every((student) => student.done);
  }

  /** The completed share of all updates, 0 to 1. */
  get progress(): number {
    const before = this.stages.done + (this.stage ? this.stage.trainer.step / this.stage.steps : 0);
    const racing = this.students.length > 0 ? (this.students[0]?.trainer.step ?? 0) : 0;
    return (before + racing / this.distillation.student.training.steps) / (this.stages.all + 1);
  }

  private readonly stages = { done: 0, all: 0 };

  /** One update of the network that is being trained, or of every student. */
  async advance(): Promise<void> {
    if (this.stages.all === 0) this.stages.all = this.pendingStages.length;
    if (!this.stage && this.students.length === 0) {
      const next = this.pendingStages.shift();
      if (next) this.stage = await next();
      else this.students = await this.startStudents();
      return;
    }
    const { stage } = this;
    if (!stage) {
      for (const student of this.students) if (!student.done) await student.advance();
      return;
    }
    const { step } = stage.trainer;
    // Divergence shows only at measured steps.
    await stage.trainer.advance(step % measuredEvery === 0 || step === stage.steps - 1);
    await stage.afterStep(stage.trainer.step);
    if (stage.trainer.divergence) {
      const { who } = stage;
      const found = say(
        `the ${who} diverged at step ${stage.trainer.step}`,
        `${who} 在第 ${stage.trainer.step} 步发散`,
      );
      throw new Problem('mismatch', {
        field: 'teacher.training',
        found,
        allowed: say(
          'a teacher that stays finite, e.g. at a lower learning rate',
          '保持有限的教师网络，例如降低学习率',
        ),
      });
    }
    if (stage.trainer.step < stage.steps) return;
    // The teacher is kept: `predictTeacher` needs it.
    if (stage.who === 'teacher') this.trainedTeacher = stage.trainer;
    else stage.trainer.dispose();
    this.stages.done++;
    this.stage = undefined;
  }

  /** The trained teacher's logits for inputs `[rows, features]`; undefined before it is trained. */
  async predictTeacher(inputs: ArrayLike<number>): Promise<Float64Array | undefined> {
    return this.trainedTeacher?.predict(inputs);
  }

  /**
   * The two terms of a student's loss, each alone, on its labelled samples; undefined if its method does not have both
   * terms.
   */
  termsOf(index: number): Terms | undefined {
    const student = studentsOf(this.distillation)[index]!;
    return termsOf(this, student, this.teachersOf(student, index)[0]);
  }

  dispose(): void {
    this.trainedTeacher?.dispose();
    this.stage?.trainer.dispose();
    for (const student of this.students) student.dispose();
  }

  /** The outputs that a student learns from: several for an ensemble, none for a control. */
  private teachersOf(student: StudentSpec, index: number): readonly TeacherOutputs[] {
    const plan = planOf(student);
    const recorded = (key: string) => this.outputs.get(key)!;
    switch (plan.kind) {
      case 'none':
      case 'peer':
        return [];
      case 'teacher':
        return [recorded('teacher')];
      case 'early':
        return [recorded(`early ${plan.fraction}`)];
      case 'ensemble':
        return Array.from({ length: plan.count }, (_, k) =>
          recorded(k === 0 ? 'teacher' : `ensemble ${k + 1}`),
        );
      case 'assistant':
        return [recorded(`assistant ${index}`)];
      case 'generations':
        return [recorded(`generation ${index} ${plan.count}`)];
    }
  }

  /** The keys under which outputs of the teacher are recorded while it trains, by step. */
  private earlySteps(all: readonly StudentSpec[]): ReadonlyMap<number, readonly string[]> {
    const { steps } = this.distillation.teacher.training;
    const marks = new Map<number, string[]>();
    for (const student of all) {
      const plan = planOf(student);
      if (plan.kind !== 'early') continue;
      const step = Math.max(1, Math.round(plan.fraction * steps));
      marks.set(step, [...(marks.get(step) ?? []), `early ${plan.fraction}`]);
    }
    return marks;
  }

  private async teacherStage(early: ReadonlyMap<number, readonly string[]>): Promise<Stage> {
    const spec = withoutTelemetry(this.distillation.teacher);
    const trainer = await createTrainer(spec, await this.openKernels(), { data: this.teacherData });
    const { steps } = spec.training;
    return {
      who: 'teacher',
      index: 1,
      trainer,
      steps,
      afterStep: async (step) => {
        for (const mark of early.get(step) ?? []) {
          this.outputs.set(mark, await recordOutputs(trainer, this.set.inputs, this.recordedLayers));
        }
        if (step === steps) await this.recordTeacher(trainer);
      },
    };
  }

  /** Records the trained teacher’s outputs and metrics. */
  private async recordTeacher(trainer: Trainer): Promise<void> {
    const { data, set, recordedLayers } = this;
    const outputs = await recordOutputs(trainer, set.inputs, recordedLayers);
    this.outputs.set('teacher', outputs);
    const classes = data.outcomeNames.length;
    const testLogits = await trainer.predict(data.test.inputs);
    this.teacher = {
      metrics: logitMetrics(testLogits, data.test.labels, classes),
      parameters: await parameterCount(trainer),
      testLogits,
      cleaned: cleanedShare(outputs.logits, classes, set),
    };
  }

  private async ensembleStage(index: number): Promise<Stage> {
    const { teacher } = this.distillation;
    const spec = withoutTelemetry({ ...teacher, seed: teacher.seed + seedStride * (index - 1) });
    const trainer = await createTrainer(spec, await this.openKernels(), { data: this.teacherData });
    return this.recordedStage('ensemble', index, trainer, `ensemble ${index}`);
  }

  private async assistantStage(
    student: StudentSpec,
    plan: Extract<TeacherPlan, { kind: 'assistant' }>,
    index: number,
  ): Promise<Stage> {
    const { teacher } = this.distillation;
    const spec = withoutTelemetry(assistantSpec(teacher, experimentOf(this.distillation, student), plan));
    const setup = setupOf(this, student, [this.outputs.get('teacher')!], spec);
    const trainer = await createTrainer(spec, await this.openKernels(), setup);
    return this.recordedStage('assistant', 1, trainer, `assistant ${index}`);
  }

  /** The first generation learns from labels. Each later one learns from the one before. */
  private async generationStage(student: StudentSpec, of: number, index: number): Promise<Stage> {
    const own = experimentOf(this.distillation, student);
    const spec = withoutTelemetry(own);
    const before = this.outputs.get(`generation ${of} ${index - 1}`);
    const weights = initialize({ ...own, seed: own.seed + seedStride * index }, this.data);
    const setup = before ? setupOf(this, student, [before], spec) : labelsOnly(this);
    const trainer = await createTrainer(spec, await this.openKernels(), { ...setup, weights });
    return this.recordedStage('generations', index, trainer, `generation ${of} ${index}`);
  }

  /** A stage whose network’s outputs are recorded after its last step. */
  private recordedStage(who: Stage['who'], index: number, trainer: Trainer, key: string): Stage {
    const { steps } = trainer.spec.training;
    return {
      who,
      index,
      trainer,
      steps,
      afterStep: async (step) => {
        if (step === steps) this.outputs.set(key, await recordOutputs(trainer, this.set.inputs, []));
      },
    };
  }

  private async startStudents(): Promise<Student[]> {
    const { distillation, teacher, data, set } = this;
    const students: Student[] = [];
    for (const [i, student] of studentsOf(distillation).entries()) {
      const peer = planOf(student).kind === 'peer';
      const own = experimentOf(distillation, student);
      const spec = withoutTelemetry(own);
      const teachers = this.teachersOf(student, i);
      const open = async (setup: TrainingSetup) => createTrainer(spec, await this.openKernels(), setup);
      const setup = setupOf(this, student, teachers, spec);
      const trainer = await open(setup);
      const other = peer
        ? { ...setupOf(this, student, teachers, spec), weights: this.otherWeights(own) }
        : undefined;
      students.push(
        await startStudent({
          student,
          spec,
          trainer,
          setup,
          peer: other && { trainer: await open(other), setup: other },
          teacherLogits: teacher!.testLogits,
          data,
          set,
        }),
      );
    }
    return students;
  }

  private otherWeights(own: ExperimentSpec) {
    return initialize({ ...own, seed: own.seed + seedStride }, this.data);
  }
}

/** The share of the wrongly labelled samples that the teacher classifies by their true label. */
function cleanedShare(logits: Float64Array, classes: number, { labels, trueLabels }: TransferSet): number {
  let [wrong, cleaned] = [0, 0];
  labels.forEach((label, row) => {
    if (label === trueLabels[row]) return;
    wrong++;
    if (argmax(logits, row, classes) === trueLabels[row]) cleaned++;
  });
  return cleaned / wrong;
}
