import type { ComponentType } from 'react';
import { Boundaries } from './Boundaries';
import { Change } from './Change';
import { Curves } from './Curves';
import { Features } from './Features';
import { Gradients } from './Gradients';
import { OverTime } from './OverTime';
import type { Tab } from './view';

/** The views of gains and losses between the domains and of their causes, in the order of the tabs. */
export const views: Readonly<Record<Tab, ComponentType>> = {
  time: OverTime,
  curves: Curves,
  boundaries: Boundaries,
  features: Features,
  gradients: Gradients,
  change: Change,
};
