import { type SpecOf, unionOf } from '../../base/entry';
import { list } from '../../base/list';
import { blur } from './blur';
import { classImbalance } from './classImbalance';
import { clutter } from './clutter';
import { contrast } from './contrast';
import { featureDrop } from './featureDrop';
import { invert } from './invert';
import { labelShift } from './labelShift';
import { noise } from './noise';
import { rotation } from './rotation';
import { scale } from './scale';
import { shear } from './shear';
import { applies, type Shift } from './shift';
import { slant } from './slant';
import { thickness } from './thickness';
import { translation } from './translation';

/** All shifts that make one domain out of another. */
export const shifts = {
  rotation,
  translation,
  scale,
  shear,
  noise,
  classImbalance,
  labelShift,
  featureDrop,
  invert,
  thickness,
  slant,
  blur,
  clutter,
  contrast,
} satisfies Record<string, Shift>;

export type ShiftKind = keyof typeof shifts;
export type ShiftSpec = SpecOf<typeof shifts>;
/** A list of shifts that are applied one after the other. */
export const shiftsSchema = list(unionOf(shifts), { max: 8 });
export { applies, type Shift };
