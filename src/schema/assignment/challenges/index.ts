import { languageCodes } from '../../../base/languages';
import type { Assignment } from '../assignment';
import { assignmentOf, type Challenge } from './challenge';
import { deadUnits } from './deadUnits';
import { fiftyLayers } from './fiftyLayers';
import { keepSigmoid } from './keepSigmoid';
import { learningRate } from './learningRate';
import { levelSignal } from './levelSignal';
import { makeItLearn } from './makeItLearn';
import { narrowest } from './narrowest';
import { shortRun } from './shortRun';
import { smallWeights } from './smallWeights';
import { tameExplosion } from './tameExplosion';
import { tanhDepth } from './tanhDepth';
import { wrongLabels } from './wrongLabels';

/** All challenges, in display order: the easy ones first. */
export const challenges = {
  makeItLearn,
  learningRate,
  levelSignal,
  keepSigmoid,
  fiftyLayers,
  tanhDepth,
  tameExplosion,
  deadUnits,
  smallWeights,
  narrowest,
  wrongLabels,
  shortRun,
} satisfies Record<string, Challenge>;

export type ChallengeName = keyof typeof challenges;
export { assignmentOf, type Challenge };

/** Every challenge in every language: assignments that an answer may carry without being given again. */
export const knownAssignments = (): readonly Assignment[] =>
  Object.values<Challenge>(challenges).flatMap((challenge) =>
    languageCodes.map((language) => assignmentOf(challenge, language)),
  );
