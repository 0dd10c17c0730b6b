import { assignmentIn } from './assignment/collect';
import { parseExercise } from './assignment/exercise';
import { parseDistillationText } from './distillation';
import { experimentIn } from './experimentFile';
import { parseJson } from './parse';
import { parseResults } from './results';
import { parseSweep } from './sweep';
import { parseTransferText } from './transfer';

/** The readers of the lab's text files, by what is to be read. Each throws a Problem. */
export const labFiles = {
  experiment: experimentIn,
  distillation: (text: string) => parseDistillationText(text),
  transfer: (text: string) => parseTransferText(text),
  sweep: (text: string, name: string) => parseSweep(parseJson(text, name)),
  results: parseResults,
  exercise: (text: string, name: string) => parseExercise(parseJson(text, name)),
  assignment: assignmentIn,
} satisfies Record<string, (text: string, name: string) => unknown>;

export type LabFileKind = keyof typeof labFiles;
export type LabFileOf<K extends LabFileKind> = ReturnType<(typeof labFiles)[K]>;
