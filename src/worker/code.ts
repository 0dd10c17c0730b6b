import type { DataSpec } from '../data/sets';
import type { ExperimentSpec } from '../schema/experiment';
import type { Fault } from './protocol';

/** The libraries that an experiment can be written for. */
export const codeLibraries = ['pytorch', 'keras', 'tensorflow'] as const;
export type CodeLibrary = (typeof codeLibraries)[number];

/** The command from the page to the worker that writes an experiment as code. */
export interface CodeCommand {
  readonly kind: 'write';
  readonly library: CodeLibrary;
  readonly spec: Omit<ExperimentSpec, 'data'>;
  /** Its data; those of the last command unless given, because they can be large. */
  readonly data?: DataSpec;
}

/** A line of code, as the page shows it. */
export interface CodeLine {
  /** Its text in pieces, each with the name of its colour. */
  readonly pieces: readonly (readonly [color: string, text: string])[];
  /** The layers that it makes, from one (counted from 0, the output layer last) up to another, exclusive. */
  readonly layers?: readonly [number, number];
  /** So many numbers stand for the sign `…` in it. */
  readonly folded?: number;
  /** Whether the last change of the experiment changed it. */
  readonly changed?: boolean;
  /** How many lines before it the last change removed. */
  readonly removed?: number;
}

export type CodeReport =
  | { readonly kind: 'written'; readonly library: CodeLibrary; readonly lines: readonly CodeLine[] }
  | { readonly kind: 'failed'; readonly fault: Fault };
