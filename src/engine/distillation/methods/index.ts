import { unionOf } from '../../../base/entry';
import { assistant } from './assistant';
import { bornAgain } from './bornAgain';
import { decoupled } from './decoupled';
import { earlyStopped } from './earlyStopped';
import { ensemble } from './ensemble';
import { hardLabels } from './hardLabels';
import { hinton } from './hinton';
import { hints } from './hints';
import { labelSmoothing } from './labelSmoothing';
import { logitMatching } from './logitMatching';
import type { Method } from './method';
import { mutual } from './mutual';
import { relational } from './relational';
import { softTargets } from './softTargets';
import { teacherArgmax } from './teacherArgmax';

/** Every distillation method, controls first. */
export const methods = {
  hardLabels,
  labelSmoothing,
  teacherArgmax,
  softTargets,
  hinton,
  logitMatching,
  hints,
  decoupled,
  relational,
  bornAgain,
  mutual,
  assistant,
  earlyStopped,
  ensemble,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;
export const methodSchema = unionOf(methods);
export type MethodSpec = ReturnType<typeof methodSchema.parse>;
export type { DistillationInput, Method, TeacherPlan } from './method';
