import { formatNumber, formatPercent } from '../../charts';
import type { OutcomeRow } from '../../engine/distillation/outcomes';

export interface Column {
  /** An outcome's name. Its texts are at `columns.…` and `columnHelp.…`. */
  readonly name: Exclude<keyof OutcomeRow, 'divergedAt'>;
  format(value: number, language: string): string;
  /** Whether it is a share, shown in per cent. */
  readonly percent?: boolean;
  /** Which direction is better, if one is. */
  readonly sense?: 'more' | 'less';
}

const number = (value: number) => (Number.isNaN(value) ? '–' : formatNumber(value));

/** The table's numbers, in its order. */
export const columns: readonly Column[] = [
  { name: 'accuracy', format: formatPercent, percent: true, sense: 'more' },
  { name: 'loss', format: number, sense: 'less' },
  { name: 'agreement', format: formatPercent, percent: true, sense: 'more' },
  { name: 'divergence', format: number, sense: 'less' },
  { name: 'calibrationError', format: formatPercent, percent: true, sense: 'less' },
  { name: 'memorized', format: formatPercent, percent: true, sense: 'less' },
  { name: 'parameters', format: (value, language) => value.toLocaleString(language) },
  { name: 'compression', format: (value) => `${Number(value.toPrecision(3))} ×` },
  { name: 'signalRatio', format: number },
];

/** The measures that can be compared with hard labels. */
export const judged = columns.filter(({ sense }) => sense !== undefined);
