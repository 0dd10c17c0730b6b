import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Text } from '../base/entry';
import { type CodedText, coded, Problem, say, textFor } from '../base/problem';
import { importLimits, megabytes } from '../data/sets/limits';
import {
  allowedAt,
  anObject,
  fieldAt,
  fieldsAt,
  namesAt,
  optionsIn,
  type Place,
  placeAt,
  valueAt,
} from './allowed';
import { type ExperimentSpec, experimentSchema } from './experiment';
import { migrate } from './migrations';
import { checkTask, taskOf } from './task';

/** A kind of file: its name, its schema, and the migrations of older versions. */
export interface FileFormat<S extends z.ZodType> {
  /** The value of its `format` field, e.g. `gradient-lab/experiment`. */
  readonly name: string;
  /** The word for it in error messages, e.g. `experiment`. */
  readonly noun: string;
  readonly schema: S;
  migrate(value: Record<string, unknown>): unknown;
}

const experimentFormat: FileFormat<typeof experimentSchema> = {
  name: 'gradient-lab/experiment',
  noun: 'experiment',
  schema: experimentSchema,
  migrate,
};

/**
 * Parses a file of the given format from a value such as `JSON.parse` gives, and fills in defaults.
 * @throws Problem the first fault in reading order: which field, what was found, what is allowed
 */
export function parseFile<S extends z.ZodType>(format: FileFormat<S>, value: unknown): z.output<S> {
  const { name, noun, schema } = format;
  if (!isObject(value)) {
    throw new Problem('wrongKind', { field: noun, found: show(value), allowed: coded('an object', ownFile) });
  }
  const allowed = coded(`"${name}"`, ownFile);
  if (value.format === undefined) throw new Problem('missing', { field: 'format', allowed });
  if (value.format !== name) {
    throw new Problem('wrongKind', { field: 'format', found: show(value.format), allowed });
  }
  const current = format.migrate(value);
  const result = schema.safeParse(current);
  if (!result.success) throw explain(firstIssue(result.error.issues, current), current, format);
  return result.data;
}

/**
 * Parses a value that is no file of its own, such as a record of a database, by its schema.
 * @param noun the word for it in error messages. The page names it alone: nobody looks for a field in what no person wrote.
 * @throws Problem the first fault in reading order: which field, what was found, what is allowed
 */
export function parseParts<S extends z.ZodType>(schema: S, value: unknown, noun: CodedText): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const named = { schema, noun: textFor(noun, 'code') };
  const { code, values } = explain(firstIssue(result.error.issues, value), value, named);
  throw new Problem(code, { ...values, field: coded(String(values.field), noun) });
}

/**
 * Parses a file's text as JSON.
 * @throws Problem if the text is too large or not JSON
 */
export function parseJson(text: string, field: string): unknown {
  // A UTF-16 code unit is at least one byte in UTF-8, so this bound holds for the file too.
  if (text.length > importLimits.bytes) {
    const values = { found: megabytes(text.length), allowed: megabytes(importLimits.bytes) };
    throw new Problem('tooLarge', { field, ...values });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Problem('notJson', { field, found: whereJsonBreaks(text, error) });
  }
}

/**
 * Parses an experiment from a value such as `JSON.parse` gives, and fills in defaults.
 * @throws Problem the first fault in reading order: which field, what was found, what is allowed
 */
export function parseExperiment(value: unknown): ExperimentSpec {
  const spec = parseFile(experimentFormat, value);
  checkTask(spec, taskOf(spec.data));
  return spec;
}

/**
 * Parses an experiment from a file's text.
 * @throws Problem as `parseExperiment`, and for text that is too large or not JSON
 */
export const parseExperimentText = (text: string): ExperimentSpec =>
  parseExperiment(parseJson(text, experimentFormat.noun));

/** Writes an experiment as text that `parseExperimentText` reads back unchanged. */
export const serializeExperiment = (spec: ExperimentSpec): string => `${JSON.stringify(spec, null, 2)}\n`;

type Issue = z.core.$ZodIssue;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ownFile = say('a file of this kind that Gradient Lab saved', '由 Gradient Lab 保存的此类文件');

/** A short form of a value: names and numbers as JSON, larger values by their shape. */
function show(value: unknown): string | CodedText {
  if (Array.isArray(value)) return say(`a list of ${value.length}`, `${value.length} 项的列表`);
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'object' && value !== null) return anObject;
  return value === undefined ? say('nothing', '无') : String(value);
}

function whereJsonBreaks(text: string, error: unknown): Text {
  if (text.trim() === '') return say('it is empty', '内容为空');
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) {
    const lines = text.slice(0, Number(position)).split('\n');
    const [line, column] = [lines.length, lines.at(-1)!.length + 1];
    return say(`it breaks at line ${line}, column ${column}`, `在第 ${line} 行第 ${column} 列出错`);
  }
  if (message.includes('end of JSON')) return say('it ends too early', '内容提前结束');
  const start = JSON.stringify(text.slice(0, 20));
  return say(`it starts with ${start}`, `开头为 ${start}`);
}

/** The path of an issue; for unknown keys, the path of the first of them. */
const pathOf = (issue: Issue): readonly PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;

/** The position of a path in the file: at each level the key's index in writing order, missing keys last. */
function position(path: readonly PropertyKey[], value: unknown): number[] {
  let inner = value;
  return path.map((key) => {
    // The place in a list is its index; to look for it among a list's keys would take as long as the list.
    const written = Array.isArray(inner)
      ? Number(key)
      : isObject(inner)
        ? Object.keys(inner).indexOf(String(key))
        : -1;
    inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key];
    return written < 0 ? Number.POSITIVE_INFINITY : written;
  });
}

function firstIssue(issues: readonly Issue[], value: unknown): Issue {
  const placed = issues.map((issue) => ({ issue, at: position(pathOf(issue), value) }));
  placed.sort((a, b) => {
    const level = a.at.findIndex((at, depth) => at !== b.at[depth]);
    if (level < 0 || b.at[level] === undefined) return a.at.length - b.at.length;
    return a.at[level]! < b.at[level]! ? -1 : 1;
  });
  return placed[0]!.issue;
}

/** The name that was probably meant; case is ignored. */
function nearest(found: string, names: readonly string[]): string {
  const lower = names.map((name) => name.toLowerCase());
  return names[lower.indexOf(closest(found.toLowerCase(), lower))] ?? '';
}

/** Writes an issue of the schema as a sentence. */
function explain(
  issue: Issue,
  file: unknown,
  { schema, noun }: Pick<FileFormat<z.ZodType>, 'schema' | 'noun'>,
): Problem {
  const field = issue.path.map(String).join('.') || noun;
  const place = placeAt(issue.path, file, schema);
  const at = { field, ...(place?.label && { label: place.label }) };
  if (issue.code === 'unrecognized_keys') {
    const found = issue.keys[0]!.slice(0, 60);
    const meant = fieldAt(place, nearest(found, namesAt(place)));
    return new Problem('unknownField', { ...at, found, nearest: meant, allowed: fieldsAt(place) });
  }
  if (issue.code === 'custom') {
    const details = issue.params as { found?: CodedText; allowed: CodedText };
    const { found = show(foundAt(issue.path, file)), allowed } = details;
    return new Problem('mismatch', { ...at, found, allowed });
  }
  const value = foundAt(issue.path, file);
  const names = namesAllowed(issue);
  const titles = names && titlesAt(issue.path, file, schema);
  const allowed = names ? optionsIn(titles, names) : allowedAt(place);
  if (value === undefined) return new Problem('missing', { ...at, allowed });
  if (names && names.length > 1 && typeof value === 'string' && value.length <= 60) {
    const meant = valueAt(titles, nearest(value, names));
    return new Problem('unknownName', { ...at, found: value, nearest: meant, allowed });
  }
  return new Problem('wrongKind', { ...at, found: show(value), allowed });
}

const foundAt = (path: readonly PropertyKey[], file: unknown): unknown =>
  path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    file,
  );

/** What the page calls the values at a place; a `kind` or a `spacing` says which of several objects its object is. */
const titlesAt = (path: readonly PropertyKey[], file: unknown, schema: z.ZodType): Place['titles'] =>
  placeAt(path, file, schema)?.titles ??
  (path.at(-1) === 'kind' || path.at(-1) === 'spacing'
    ? placeAt(path.slice(0, -1), file, schema)?.titles
    : undefined);

/** The names that an issue lists as allowed, if it is about a name. */
function namesAllowed(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return issue.options.map(String);
  }
  return undefined;
}
