import * as tf from '@tensorflow/tfjs-core';
import type { Matrix, Measure } from '../kernels';
import { type Executor, finish } from './executor';

/** A measure half made: see `Executor.partial`. */
interface Partial {
  readonly measure: Measure;
  readonly row: tf.Tensor2D;
}

/**
 * A matrix: a place that holds a tensor, or measures not yet finished. Those are finished together when they are
 * wanted, so that a step that measures every layer costs a few operations and not a few for each measure.
 */
export class Place implements Matrix {
  private tensor: tf.Tensor2D | undefined;
  private readonly partials = new Map<number, Partial>();

  constructor(
    readonly rows: number,
    readonly cols: number,
    private readonly executor: Executor,
  ) {}

  /** Takes a tensor over and frees the one before. */
  put(tensor: tf.Tensor2D): void {
    this.clear();
    this.tensor = tf.keep(tensor);
  }

  /** Takes over the first half of a measure for a slot. */
  putMeasure(slot: number, measure: Measure, row: tf.Tensor2D): void {
    this.partials.get(slot)?.row.dispose();
    this.partials.set(slot, { measure, row: tf.keep(row) });
  }

  /** What the place holds; it stays the place's own. */
  get value(): tf.Tensor2D {
    if (this.partials.size > 0) this.put(tf.tidy(() => this.finished()));
    return this.tensor!;
  }

  clear(): void {
    this.tensor?.dispose();
    this.tensor = undefined;
    for (const { row } of this.partials.values()) row.dispose();
    this.partials.clear();
  }

  /** The measured slots among those measured before, the rows of one length and kind folded as one matrix. */
  private finished(): tf.Tensor2D {
    const groups = new Map<string, { slots: number[]; partials: Partial[] }>();
    for (const [slot, partial] of this.partials) {
      const key = `${finish[partial.measure]} ${partial.row.shape[1]}`;
      const group = groups.get(key) ?? { slots: [], partials: [] };
      group.slots.push(slot);
      group.partials.push(partial);
      groups.set(key, group);
    }
    const columns: tf.Tensor2D[] = [];
    const order = Int32Array.from({ length: this.cols }, (_, slot) => slot);
    let next = 0;
    if (this.partials.size < this.cols) {
      columns.push(tf.reshape(this.tensor!, [this.cols, 1]));
      next = this.cols;
    }
    for (const { slots, partials } of groups.values()) {
      const rows = partials.map(({ row }) => row);
      const kind = finish[partials[0]!.measure];
      columns.push(this.executor.fold('rows', kind, (_m, x) => x, [joined(rows)]));
      for (const slot of slots) order[slot] = next++;
    }
    const column = joined(columns);
    const sorted = order.every((from, slot) => from === slot);
    return tf.reshape(sorted ? column : tf.gather(column, tf.tensor1d(order, 'int32')), [1, this.cols]);
  }
}

const joined = (tensors: tf.Tensor2D[]): tf.Tensor2D =>
  tensors.length === 1 ? tensors[0]! : tf.concat(tensors, 0);
