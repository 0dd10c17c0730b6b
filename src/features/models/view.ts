import { create } from 'zustand';
import type { HistogramKind } from '../../data/logs/histograms';
import type { LogQuantity } from '../../data/logs/quantities';
import type { ModelRun } from '../../store/models';
import type { Grouping } from './tree';

export interface RunViewProps {
  readonly run: ModelRun;
  /** The run that is compared with it. */
  readonly beside: ModelRun | undefined;
}

export interface ModelsChoices {
  readonly quantity: LogQuantity;
  readonly grouping: Grouping;
  readonly search: string;
  /** The groups that are expanded; undefined: as many as fit. */
  readonly expanded: ReadonlySet<string> | undefined;
  /** The row that is selected. */
  readonly selected: string | undefined;
  /** The numbers whose distribution is shown. */
  readonly histogram: HistogramKind;
  /** The index of the recorded step that is looked at; undefined for the newest. */
  readonly at: number | undefined;
}

/** The chosen quantity, or the first one of a run whose log lacks it. */
export const quantityOf = (
  chosen: LogQuantity,
  { summary: { quantities } }: Pick<ModelRun, 'summary'>,
): LogQuantity => (quantities.includes(chosen) ? chosen : (quantities[0] ?? chosen));

/** The quantity that the pictures of a run show. */
export const useQuantity = (run: ModelRun): LogQuantity =>
  useModelsView((view) => quantityOf(view.quantity, run));

/** What is shown before anything is chosen. */
export const usualChoices: ModelsChoices = {
  quantity: 'signalNorm',
  grouping: 'tree',
  search: '',
  expanded: undefined,
  selected: undefined,
  histogram: 'activation',
  at: undefined,
};

/** The settings of the room's views; they change no log. */
export const useModelsView = create<ModelsChoices & { choose(changes: Partial<ModelsChoices>): void }>(
  (set) => ({ ...usualChoices, choose: set }),
);
