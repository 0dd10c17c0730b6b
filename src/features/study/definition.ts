import { type ComponentType, createContext, useContext } from 'react';
import type { Text } from '../../base/entry';
import type { JobQueueProgress } from '../../store/jobQueue';
import type { StudyParts } from '../../store/study';
import type { StudyPage } from '../share';

/** The fields that every study's file contains. */
interface StudySpec {
  readonly name: string;
  /** The number of requested repeats. */
  readonly seeds: number;
}

/** The pictures that every study's worker can compute. */
interface StudyPictureRequest {
  /** Side of the grid of points at which every network is evaluated; 0 for no grid. */
  readonly boundaryResolution: number;
}

/** The state that the page shows for every study. */
export interface StudyState extends StudyParts<StudySpec, unknown, unknown, StudyPictureRequest> {
  /** The completed share of all updates, 0 to 1. */
  readonly share: number;
  /** Runs in the pool, if there are any. */
  readonly repeating: JobQueueProgress | undefined;
  repeat(): Promise<void>;
  cancel(): void;
}

/** A built-in study. */
export interface ReadyStudy {
  readonly title: Text;
  /** Its question and its measured result. */
  readonly why: Text;
  readonly spec: StudySpec;
}

/** One kind of study, as the study page uses it. */
export interface StudyDefinition {
  /** The page's name in the address. The ids of its controls begin with it. */
  readonly page: StudyPage;
  /** The text files of the page and of its views. */
  readonly words: string;
  readonly viewWords: string;
  readonly useStore: {
    <T>(select: (state: StudyState) => T): T;
    getState(): StudyState;
  };
  readonly ready: Readonly<Record<string, ReadyStudy>>;
  readonly maxSeeds: number;
  /** A hook for the present activity in words, e.g. `Teacher: step 300 of 1,500`. */
  usePhase(): string;
  /** A hook for the number of finished repeats and the progress of those that are running. */
  useRepeats(): { readonly done: number; readonly progress: JobQueueProgress | undefined };
  /** Its views by name, one tab each. */
  readonly views: Readonly<Record<string, ComponentType>>;
}

const StudyContext = createContext<StudyDefinition | undefined>(undefined);
export const StudyProvider = StudyContext.Provider;

/** The kind of study of the open page. */
export function useStudy(): StudyDefinition {
  const study = useContext(StudyContext);
  if (!study) throw new Error('No study is open here.');
  return study;
}
