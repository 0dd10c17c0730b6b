import type { z } from 'zod';
import type { Entry, Params } from '../../../base/entry';
import type { Random } from '../../../random/random';
import type { Objective } from '../../objective';

/** What a student is to learn from. Rows are the training samples, those with a label first. */
export interface DistillationInput {
  readonly rows: number;
  readonly classes: number;
  /** One-hot `[rows, classes]`; all zeros where there is no label. */
  readonly targets: Float64Array;
  /** 1 where there is a label, else 0, `[rows]`. */
  readonly labelled: Float64Array;
  /** The teacher's logits `[rows, classes]`, of several teachers one after the other; none where no teacher is needed. */
  readonly logits: readonly Float64Array[];
  /** Of the teacher's and the student's network. */
  readonly teacher: Layers;
  readonly student: Layers;
  /** The teacher's outputs of a hidden layer, counted from 0, `[rows, units]`; of those that the method `teacherLayers` to. */
  readonly hidden: (layer: number) => Float64Array;
  /** Updates that the student will do. */
  readonly steps: number;
  /** For what the method itself draws, e.g. the weights of a regressor. */
  readonly random: Random;
}

/** Units of each hidden layer, from the input on. */
export type Layers = readonly number[];

/** What a student is taught with: other targets for its own loss, or an objective in place of it. */
export interface Supervision {
  /** `[rows, classes]` */
  readonly targets?: Float64Array;
  readonly objective?: Objective;
}

/** Where a student's teacher comes from. */
export type TeacherPlan =
  /** The student has no teacher. */
  | { readonly kind: 'none' }
  /** The teacher, fully trained. */
  | { readonly kind: 'teacher' }
  /** The teacher as it was after that share of its steps. */
  | { readonly kind: 'early'; readonly fraction: number }
  /** Several teachers that differ in their seeds. */
  | { readonly kind: 'ensemble'; readonly count: number }
  /** A network of a middle size that the teacher taught first; null: of a size between the two. */
  | { readonly kind: 'assistant'; readonly depth: number | null; readonly width: number | null }
  /** The student's own network, trained so many times, each time by the one before; first by labels alone. */
  | { readonly kind: 'generations'; readonly count: number }
  /** Another student, who learns at the same time. */
  | { readonly kind: 'peer' };

/** A way to teach a student. One file each; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of every shape of fields.
export interface Method<S extends z.ZodRawShape = any> extends Entry<S> {
  /** What it is compared with, or what is compared. */
  readonly role: 'control' | 'method';
  /** Whether it can learn from samples without a label. */
  readonly unlabelled: boolean;
  plan(params: Params<S>): TeacherPlan;
  /**
   * The teacher's hidden layers, counted from 0, that it looks at; none unless given.
   * @throws Problem where a layer that the fields name is not in the teacher's or the student's network
   */
  teacherLayers?(params: Params<S>, teacher: Layers, student: Layers): readonly number[];
  /** The targets or the objective that the student is trained with. */
  teach(input: DistillationInput, params: Params<S>): Supervision;
  /**
   * The shares of the hard and the soft term in the loss, and the temperature, where it has these two terms; what lets the
   * page take them apart.
   */
  terms?(params: Params<S>): { readonly hard: number; readonly soft: number; readonly temperature: number };
}

/** Declares a method; the fields' types follow from `params`. */
export const defineMethod = <S extends z.ZodRawShape>(method: Method<S>) => method;
