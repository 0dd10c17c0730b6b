import type { ComponentType } from 'react';
import { Boundaries } from './Boundaries';
import { Change } from './Change';
import { Curves } from './Curves';
import { Features } from './Features';
import { Gradients } from './Gradients';
import { OverTime } from './OverTime';
import type { Tab } from './view';

/** What is won and lost from one domain to the other, and why, in the order of the tabs. */
export const views: Readonly<Record<Tab, ComponentType>> = {
  time: OverTime,
  curves: Curves,
  boundaries: Boundaries,
  features: Features,
  gradients: Gradients,
  change: Change,
};
