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
import { createTrainer, type Teaching } from '../createTrainer';
import { initialize } from '../initialize';
import type { Kernels } from '../kernels/kernels';
import { argmax } from '../numeric/argmax';
import { quiet } from '../quiet';
import type { Trainer } from '../trainer';
import { type Held, hold } from './held';
import { type Lessons, prepareLessons } from './lessons';
import type { TeacherPlan } from './methods/method';
import { assistantSpec, parameterCount, planOf, unitsOf } from './networks';
import { type Student, startStudent } from './student';
import { labelsAlone, type Terms, teachingOf, termsOf } from './teaching';
import type { TransferSet } from './transferSet';
import { listen, type Voice } from './voice';

/** What a race is at. `index` counts the networks of one kind that are trained for one student, from 1. */
export type Phase =
  | {
      readonly kind: 'teaching';
      readonly who: 'teacher' | 'ensemble' | 'assistant' | 'generations';
      readonly index: number;
      readonly step: number;
      readonly steps: number;
    }
  /** The next network is being made. */
  | { readonly kind: 'preparing' }
  | { readonly kind: 'racing'; readonly step: number; readonly steps: number }
  | { readonly kind: 'done' };

/** The teacher, trained. */
export interface TaughtTeacher {
  /** On the students' test samples. */
  readonly held: Held;
  readonly parameters: number;
  /** `[test samples, classes]` */
  readonly testLogits: Float64Array;
  /** What it says of the training samples whose label is wrong: the share that it sets right; NaN where none is. */
  readonly cleaned: number;
}

/** A network that is trained before the students are. */
interface Stage {
  readonly who: Extract<Phase, { kind: 'teaching' }>['who'];
  readonly index: number;
  readonly trainer: Trainer;
  readonly steps: number;
  /** Told every step done. */
  reached(step: number): Promise<void>;
}

/** Every how many of its steps a network that will teach is looked at. */
const measuredEvery = 50;

/** How far the seeds of a second teacher, or a second generation, are from the first one's. */
const seedStride = 1000;

/**
 * A teacher and its students: the teacher is trained first, then whoever stands between it and a student, then all students
 * side by side, one update each in turn, from the same starting weights and on the same batches.
 */
export class Race {
  students: readonly Student[] = [];
  teacher: TaughtTeacher | undefined;
  readonly data: Dataset;
  readonly set: TransferSet;
  private readonly teacherData: Dataset;
  private readonly waiting: (() => Promise<Stage>)[] = [];
  private stage: Stage | undefined;
  /** The teacher, once trained. */
  private asked: Trainer | undefined;
  /** What was heard of teachers, by `voiceKey`. */
  private readonly voices = new Map<string, Voice>();
  private readonly wanted: readonly number[];

  /**
   * @param openKernels one for each network that is trained
   * @param before a race that is over: its teacher is taken over where it is the same
   * @throws Problem where teacher, student and data do not go together
   */
  static async open(
    distillation: Distillation,
    openKernels: () => Promise<Kernels>,
    before?: Race,
  ): Promise<Race> {
    const race = new Race(distillation, openKernels, await prepareLessons(distillation));
    if (before) await race.adoptTeacher(before);
    return race;
  }

  /** Takes an earlier race's teacher over, where it would be trained to the very same again; it is that race's no more. */
  private async adoptTeacher(before: Race): Promise<void> {
    const { asked, distillation } = before;
    if (!asked || JSON.stringify(distillation.teacher) !== JSON.stringify(this.distillation.teacher)) return;
    // Of a teacher that stops early nothing is left to be heard.
    if (studentsOf(this.distillation).some((student) => planOf(student).kind === 'early')) return;
    before.asked = undefined;
    this.asked = asked;
    this.waiting.shift();
    await this.hearTeacher(asked);
  }

  private constructor(
    readonly distillation: Distillation,
    private readonly openKernels: () => Promise<Kernels>,
    lessons: Lessons,
  ) {
    this.teacherData = lessons.teacherData;
    this.data = lessons.data;
    this.set = lessons.set;
    const [teacher, student] = [unitsOf(distillation.teacher), unitsOf(distillation.student)];
    const all = studentsOf(distillation);
    this.wanted = [...new Set(all.flatMap((one) => methodOf(one).listens?.(one, teacher, student) ?? []))];
    this.waiting.push(() => this.teacherStage(this.earlySteps(all)));
    const ensembles = all.map((student) => planOf(student)).filter((plan) => plan.kind === 'ensemble');
    const most = Math.max(1, ...ensembles.map(({ count }) => count));
    for (let index = 2; index <= most; index++) this.waiting.push(() => this.ensembleStage(index));
    all.forEach((student, i) => {
      const plan = planOf(student);
      if (plan.kind === 'assistant') this.waiting.push(() => this.assistantStage(student, plan, i));
      if (plan.kind !== 'generations') return;
      for (let index = 1; index <= plan.count; index++) {
        this.waiting.push(() => this.generationStage(student, i, index));
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

  /** How much of all updates is done, 0 to 1. */
  get progress(): number {
    const before = this.stages.done + (this.stage ? this.stage.trainer.step / this.stage.steps : 0);
    const racing = this.students.length > 0 ? (this.students[0]?.trainer.step ?? 0) : 0;
    return (before + racing / this.distillation.student.training.steps) / (this.stages.all + 1);
  }

  private readonly stages = { done: 0, all: 0 };

  /** One update of the network that is being trained, or of every student. */
  async advance(): Promise<void> {
    if (this.stages.all === 0) this.stages.all = this.waiting.length;
    if (!this.stage && this.students.length === 0) {
      const next = this.waiting.shift();
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
    // Whether it is still finite is seen at steps that are measured.
    await stage.trainer.advance(step % measuredEvery === 0 || step === stage.steps - 1);
    await stage.reached(stage.trainer.step);
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
          '保持有限的教师，例如降低学习率',
        ),
      });
    }
    if (stage.trainer.step < stage.steps) return;
    // The teacher is kept: it goes on being asked.
    if (stage.who === 'teacher') this.asked = stage.trainer;
    else stage.trainer.dispose();
    this.stages.done++;
    this.stage = undefined;
  }

  /** The trained teacher's logits for inputs `[rows, features]`; undefined before it is trained. */
  async askTeacher(inputs: ArrayLike<number>): Promise<Float64Array | undefined> {
    return this.asked?.predict(inputs);
  }

  /** The two terms of a student's loss, each alone, on its labelled samples; undefined where its method has no such two. */
  termsOf(index: number): Terms | undefined {
    const student = studentsOf(this.distillation)[index]!;
    return termsOf(this, student, this.voicesOf(student, index)[0]);
  }

  dispose(): void {
    this.asked?.dispose();
    this.stage?.trainer.dispose();
    for (const student of this.students) student.dispose();
  }

  /** The voice that teaches a student: the teacher's own where it has none of its own. */
  private voicesOf(student: StudentSpec, index: number): readonly Voice[] {
    const plan = planOf(student);
    const heard = (key: string) => this.voices.get(key)!;
    switch (plan.kind) {
      case 'none':
      case 'peer':
        return [];
      case 'teacher':
        return [heard('teacher')];
      case 'early':
        return [heard(`early ${plan.fraction}`)];
      case 'ensemble':
        return Array.from({ length: plan.count }, (_, k) => heard(k === 0 ? 'teacher' : `ensemble ${k + 1}`));
      case 'assistant':
        return [heard(`assistant ${index}`)];
      case 'generations':
        return [heard(`generation ${index} ${plan.count}`)];
    }
  }

  /** What is heard of the teacher on its way, by the step at which it is. */
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
    const spec = quiet(this.distillation.teacher);
    const trainer = await createTrainer(spec, await this.openKernels(), { data: this.teacherData });
    const { steps } = spec.training;
    return {
      who: 'teacher',
      index: 1,
      trainer,
      steps,
      reached: async (step) => {
        for (const mark of early.get(step) ?? []) {
          this.voices.set(mark, await listen(trainer, this.set.inputs, this.wanted));
        }
        if (step === steps) await this.hearTeacher(trainer);
      },
    };
  }

  /** What the trained teacher says. */
  private async hearTeacher(trainer: Trainer): Promise<void> {
    const { data, set, wanted } = this;
    const voice = await listen(trainer, set.inputs, wanted);
    this.voices.set('teacher', voice);
    const classes = data.outcomeNames.length;
    const testLogits = await trainer.predict(data.test.inputs);
    this.teacher = {
      held: hold(testLogits, data.test.labels, classes),
      parameters: await parameterCount(trainer),
      testLogits,
      cleaned: cleanedShare(voice.logits, classes, set),
    };
  }

  private async ensembleStage(index: number): Promise<Stage> {
    const { teacher } = this.distillation;
    const spec = quiet({ ...teacher, seed: teacher.seed + seedStride * (index - 1) });
    const trainer = await createTrainer(spec, await this.openKernels(), { data: this.teacherData });
    return this.speaking('ensemble', index, trainer, `ensemble ${index}`);
  }

  private async assistantStage(
    student: StudentSpec,
    plan: Extract<TeacherPlan, { kind: 'assistant' }>,
    index: number,
  ): Promise<Stage> {
    const { teacher } = this.distillation;
    const spec = quiet(assistantSpec(teacher, experimentOf(this.distillation, student), plan));
    const teaching = teachingOf(this, student, [this.voices.get('teacher')!], spec);
    const trainer = await createTrainer(spec, await this.openKernels(), teaching);
    return this.speaking('assistant', 1, trainer, `assistant ${index}`);
  }

  /** The first generation learns from labels, each later one from the one before. */
  private async generationStage(student: StudentSpec, of: number, index: number): Promise<Stage> {
    const own = experimentOf(this.distillation, student);
    const spec = quiet(own);
    const before = this.voices.get(`generation ${of} ${index - 1}`);
    const weights = initialize({ ...own, seed: own.seed + seedStride * index }, this.data);
    const taught = before ? teachingOf(this, student, [before], spec) : labelsAlone(this);
    const trainer = await createTrainer(spec, await this.openKernels(), { ...taught, weights });
    return this.speaking('generations', index, trainer, `generation ${of} ${index}`);
  }

  /** A stage that is listened to at its end. */
  private speaking(who: Stage['who'], index: number, trainer: Trainer, key: string): Stage {
    const { steps } = trainer.spec.training;
    return {
      who,
      index,
      trainer,
      steps,
      reached: async (step) => {
        if (step === steps) this.voices.set(key, await listen(trainer, this.set.inputs, []));
      },
    };
  }

  private async startStudents(): Promise<Student[]> {
    const { distillation, teacher, data, set } = this;
    const students: Student[] = [];
    for (const [i, student] of studentsOf(distillation).entries()) {
      const peer = planOf(student).kind === 'peer';
      const own = experimentOf(distillation, student);
      const spec = quiet(own);
      const voices = this.voicesOf(student, i);
      const open = async (taught: Teaching) => createTrainer(spec, await this.openKernels(), taught);
      const teaching = teachingOf(this, student, voices, spec);
      const trainer = await open(teaching);
      const other = peer
        ? { ...teachingOf(this, student, voices, spec), weights: this.otherWeights(own) }
        : undefined;
      students.push(
        await startStudent({
          student,
          spec,
          trainer,
          teaching,
          peer: other && { trainer: await open(other), teaching: other },
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

/** Of the samples whose label is wrong, the share that the teacher takes for what they are. */
function cleanedShare(logits: Float64Array, classes: number, { labels, trueLabels }: TransferSet): number {
  let [wrong, cleaned] = [0, 0];
  labels.forEach((label, row) => {
    if (label === trueLabels[row]) return;
    wrong++;
    if (argmax(logits, row, classes) === trueLabels[row]) cleaned++;
  });
  return cleaned / wrong;
}
