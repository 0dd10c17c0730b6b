import { type ComponentType, createContext, useContext } from 'react';
import type { Text } from '../../base/entry';
import type { JobQueueProgress } from '../../store/jobQueue';
import type { StudyParts } from '../../store/study';
import type { StudyPage } from '../share';

/** What any study's file says. */
interface StudySpec {
  readonly name: string;
  /** Repeats that are asked for. */
  readonly seeds: number;
}

/** What any study's worker can be asked to draw. */
interface StudyPictureRequest {
  /** Side of the grid of places that everyone is asked about; 0 for none. */
  readonly boundaryResolution: number;
}

/** What the room shows of any study. */
export interface StudyState extends StudyParts<StudySpec, unknown, unknown, StudyPictureRequest> {
  /** The share of all updates that is done, 0 to 1. */
  readonly share: number;
  /** Runs in the pool, while there are any. */
  readonly repeating: JobQueueProgress | undefined;
  repeat(): Promise<void>;
  cancel(): void;
}

/** A study that comes with the page. */
export interface ReadyStudy {
  readonly title: Text;
  /** What it asks, and what was measured. */
  readonly why: Text;
  readonly spec: StudySpec;
}

interface ViewChoice {
  readonly tab: string;
  choose(changes: { readonly tab: never }): void;
}

/** One kind of study, as the room needs to know it. */
export interface StudyDefinition {
  /** The page's name in the address. Ids of its controls begin with it. */
  readonly page: StudyPage;
  /** The files of its sentences: of the room, and of its views. */
  readonly words: string;
  readonly viewWords: string;
  readonly useStore: {
    <T>(select: (state: StudyState) => T): T;
    getState(): StudyState;
  };
  readonly ready: Readonly<Record<string, ReadyStudy>>;
  readonly maxSeeds: number;
  /** What is being done, in words, e.g. `Teacher: step 300 of 1,500`. A hook. */
  usePhase(): string;
  /** Repeats that are done of those that are asked for, and how far those are that run. A hook. */
  useRepeats(): { readonly done: number; readonly progress: JobQueueProgress | undefined };
  /** Its views by name, a tab each. */
  readonly views: Readonly<Record<string, ComponentType>>;
  /** Which view is open. */
  readonly useView: <T>(select: (view: ViewChoice) => T) => T;
}

const StudyContext = createContext<StudyDefinition | undefined>(undefined);
export const StudyProvider = StudyContext.Provider;

/** The kind of study that the room is open for. */
export function useStudy(): StudyDefinition {
  const study = useContext(StudyContext);
  if (!study) throw new Error('No study is open here.');
  return study;
}
