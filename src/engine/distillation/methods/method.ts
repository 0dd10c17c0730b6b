import type { z } from 'zod';
import type { Entry, Params } from '../../../base/entry';
import type { Random } from '../../../random/random';
import type { Objective } from '../../objective';

/** The training material of a student. Rows are the training samples; those with a label come first. */
export interface DistillationInput {
  readonly rows: number;
  readonly classes: number;
  /** One-hot `[rows, classes]`; all zeros if there is no label. */
  readonly targets: Float64Array;
  /** 1 if the row has a label, else 0, `[rows]`. */
  readonly labelled: Float64Array;
  /** The logits of each teacher `[rows, classes]`; empty if the method needs no teacher. */
  readonly logits: readonly Float64Array[];
  /** Layer widths of the teacher's and the student's network. */
  readonly teacher: Layers;
  readonly student: Layers;
  /**
   * The teacher's outputs at a hidden layer, counted from 0, `[rows, units]`. Only the layers named by the method's
   * `teacherLayers` are available.
   */
  readonly hidden: (layer: number) => Float64Array;
  /** Number of updates of the student. */
  readonly steps: number;
  /** Random stream for the method's own draws, e.g. the weights of a regressor. */
  readonly random: Random;
}

/** Number of units in each hidden layer, from the input on. */
export type Layers = readonly number[];

/** The targets of a student: other targets for its own loss, or an objective that replaces the loss. */
export interface Supervision {
  /** `[rows, classes]` */
  readonly targets?: Float64Array;
  readonly objective?: Objective;
}

/** The source of a student's teacher. */
export type TeacherPlan =
  /** The student has no teacher. */
  | { readonly kind: 'none' }
  /** The teacher, fully trained. */
  | { readonly kind: 'teacher' }
  /** The teacher after that share of its steps. */
  | { readonly kind: 'early'; readonly fraction: number }
  /** Several teachers with different seeds. */
  | { readonly kind: 'ensemble'; readonly count: number }
  /** A network of intermediate size that the teacher trains first; null: a size between the two. */
  | { readonly kind: 'assistant'; readonly depth: number | null; readonly width: number | null }
  /**
   * Networks of the student's architecture. Each generation trains the next one; the first learns from labels alone.
   */
  | { readonly kind: 'generations'; readonly count: number }
  /** A second student that learns at the same time. */
  | { readonly kind: 'peer' };

/** The widths of both networks and the student's number of updates. */
export type PytorchNetworks = Pick<DistillationInput, 'teacher' | 'student' | 'steps'>;

/**
 * A loss as Python. It may use, for the samples of a batch: `s`, the student's logits; `y`, one-hot labels (zeros without a
 * label); `known`, 1 with a label and 0 without one, `[batch, 1]`; `t`, the teacher's logits (of an ensemble `[teachers, batch,
 * classes]`); `h_s` and `h_t`, hidden outputs; `step`; and the functions `cross_entropy(s, y)`, `softened(t, T)` and
 * `soft_loss(q, s, T)`.
 */
export interface PytorchLoss {
  /** The lines of a function; the last returns the loss. */
  readonly lines: readonly string[];
  /** The hidden layers, counted from 0, whose outputs are `h_s` and `h_t`. */
  readonly layers?: { readonly student: number; readonly teacher: number };
  /** Lines before training; they may draw from `random`. */
  readonly before?: readonly string[];
  /** A module of `before` that trains along with the student. */
  readonly trains?: string;
  /** Definitions of functions that the loss calls. */
  readonly functions?: string;
}

/** A distillation method. Each one is a file; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of every shape of fields.
export interface Method<S extends z.ZodRawShape = any> extends Entry<S> {
  /** Whether it is a control or a method under comparison. */
  readonly role: 'control' | 'method';
  /** Whether it can learn from samples without labels. */
  readonly unlabelled: boolean;
  plan(params: Params<S>): TeacherPlan;
  /**
   * The hidden layers of the teacher that the method uses, counted from 0; none by default.
   * @throws Problem if the fields name a layer that the teacher's or the student's network lacks
   */
  teacherLayers?(params: Params<S>, teacher: Layers, student: Layers): readonly number[];
  /** The targets or the objective for the student's training. */
  teach(input: DistillationInput, params: Params<S>): Supervision;
  /**
   * The weights of the hard and the soft term in the loss, and the temperature, if the method has these two terms. The
   * page uses them to show the two gradients separately.
   */
  terms?(params: Params<S>): { readonly hard: number; readonly soft: number; readonly temperature: number };
  /** The student's loss as PyTorch writes it. */
  pytorch(params: Params<S>, networks: PytorchNetworks): PytorchLoss;
}

/** Declares a method. The types of the fields follow from `params`. */
export const defineMethod = <S extends z.ZodRawShape>(method: Method<S>) => method;
