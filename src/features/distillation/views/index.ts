import type { ComponentType } from 'react';
import { Boundaries } from './Boundaries';
import { Calibration } from './Calibration';
import { DarkKnowledge } from './DarkKnowledge';
import { Gradients } from './Gradients';
import { MissingClass } from './MissingClass';
import { OverTime } from './OverTime';
import type { Tab } from './view';

/** The views of knowledge transfer from teacher to student, in the order of the tabs. */
export const views: Readonly<Record<Tab, ComponentType>> = {
  time: OverTime,
  dark: DarkKnowledge,
  boundaries: Boundaries,
  calibration: Calibration,
  gradients: Gradients,
  missing: MissingClass,
};
