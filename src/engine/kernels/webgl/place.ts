import * as tf from '@tensorflow/tfjs-core';
import type { Matrix, Measure } from '../kernels';
import type { Executor } from './executor';

/** A measure half made: see `Executor`. */
interface HalfMade {
  readonly measure: Measure;
  readonly partial: tf.Tensor2D;
}

/**
 * A matrix: a place that holds a tensor, or measures not yet finished. Those are finished together when they are
 * wanted, so that a step that measures every layer costs a few operations and not a few for each measure.
 */
export class Place implements Matrix {
  private tensor: tf.Tensor2D | undefined;
  private readonly halfMade = new Map<number, HalfMade>();

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
  putMeasure(slot: number, measure: Measure, partial: tf.Tensor2D): void {
    this.halfMade.get(slot)?.partial.dispose();
    this.halfMade.set(slot, { measure, partial: tf.keep(partial) });
  }

  /** What the place holds; it stays the place's own. */
  get value(): tf.Tensor2D {
    if (this.halfMade.size > 0) this.put(tf.tidy(() => this.finished()));
    return this.tensor!;
  }

  clear(): void {
    this.tensor?.dispose();
    this.tensor = undefined;
    for (const { partial } of this.halfMade.values()) partial.dispose();
    this.halfMade.clear();
  }

  /** The measured slots among those measured before; first halves of one kind and shape are finished together. */
  private finished(): tf.Tensor2D {
    const groups = new Map<string, [slot: number, HalfMade][]>();
    for (const entry of this.halfMade) {
      const [, { measure, partial }] = entry;
      const key = `${measure} ${partial.shape}`;
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    const columns: tf.Tensor2D[] = [];
    const order = Int32Array.from({ length: this.cols }, (_, slot) => slot);
    let next = 0;
    if (this.halfMade.size < this.cols) {
      columns.push(tf.reshape(this.tensor!, [this.cols, 1]));
      next = this.cols;
    }
    for (const group of groups.values()) {
      const [[, { measure }]] = group as [[number, HalfMade]];
      columns.push(
        this.executor.finish(
          measure,
          group.map(([, { partial }]) => partial),
        ),
      );
      for (const [slot] of group) order[slot] = next++;
    }
    const column = columns.length === 1 ? columns[0]! : tf.concat(columns, 0);
    const sorted = order.every((from, slot) => from === slot);
    const inOrder = sorted ? column : tf.gather(column, tf.tensor1d(order, 'int32'));
    return tf.reshape(inOrder, [1, this.cols]);
  }
}
