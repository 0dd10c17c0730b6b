import { create } from 'zustand';

/** The tabs of a transfer. */
export type Tab = 'time' | 'curves' | 'boundaries' | 'features' | 'gradients' | 'change';

export interface Choices {
  readonly quantity: 'accuracy' | 'loss';
  /** Whether the curves share one chart or have a tile each. */
  readonly apart: boolean;
  /** Index of the displayed method; undefined for the first that is no control. */
  readonly method: number | undefined;
  /** Hidden layer, counted from 0; undefined for the last. */
  readonly layer: number | undefined;
  /** Index of a measured point of the method; undefined for the newest. */
  readonly point: number | undefined;
}

/** The settings of the views. They do not affect the transfer. */
export const useView = create<Choices & { choose(changes: Partial<Choices>): void }>((set) => ({
  quantity: 'accuracy',
  apart: false,
  method: undefined,
  layer: undefined,
  point: undefined,
  choose: set,
}));
