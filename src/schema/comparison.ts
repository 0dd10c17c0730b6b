import type { Text } from '../base/entry';
import { say } from '../base/problem';
import type { ExperimentSpec } from './experiment';

/** In lockstep all compared runs are at the same step; in a race each gets the same share of the time. */
export const paces = ['lockstep', 'race'] as const;
export type Pace = (typeof paces)[number];

export const paceLabel = say('Speed', '对齐方式');
export const paceTitles: Readonly<Record<Pace, Text>> = {
  lockstep: say('Equal steps', '步数相同'),
  race: say('Equal time', '时间相同'),
};

/** What a user chooses in a comparison. */
export interface ComparisonSettings {
  readonly specs: readonly ExperimentSpec[];
  readonly pace: Pace;
  readonly seeds: number;
}
