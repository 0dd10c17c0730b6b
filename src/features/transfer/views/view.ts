import { create } from 'zustand';

/** What may be looked at of a transfer. */
export type Tab = 'time' | 'curves' | 'boundaries' | 'features' | 'gradients' | 'change';

export interface Choices {
  readonly tab: Tab;
  readonly quantity: 'accuracy' | 'loss';
  /** Whether curves are drawn together or each in a tile of its own. */
  readonly apart: boolean;
  /** Index of the method that is looked into; undefined for the first that is no control. */
  readonly method: number | undefined;
  /** Hidden layer, counted from 0; undefined for the last. */
  readonly layer: number | undefined;
  /** Index of a measured point of the method; undefined for the newest. */
  readonly point: number | undefined;
}

/** What the views show; of no concern to the transfer. */
export const useView = create<Choices & { choose(changes: Partial<Choices>): void }>((set) => ({
  tab: 'time',
  quantity: 'accuracy',
  apart: false,
  method: undefined,
  layer: undefined,
  point: undefined,
  choose: set,
}));
