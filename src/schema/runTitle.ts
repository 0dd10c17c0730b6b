import type { z } from 'zod';
import type { Entry, InLanguage, Text } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import { activations } from '../engine/activations';
import { normalizations } from '../engine/normalizations';
import { valueText } from './changes';
import { differences } from './differences';
import { type ExperimentSpec, hiddenLayers, initializerRegistry } from './experiment';
import { fieldsOf, schemaAt, unwrap, valueAt } from './fields';
import { comma } from './names';
import { parseExperiment } from './parse';
import { presets } from './presets';

/** The name of an experiment without a name. */
const unnamed = 'Untitled';

/** A name that comes with the page, and its experiment. */
function presetOf(name: string) {
  return Object.values(presets).find(({ title }) => Object.values(title).includes(name));
}

/** A short description of a run: `20 × ReLU, He normal, two moons`. */
export function runTitle(spec: ExperimentSpec, text: InLanguage): string {
  const hidden = hiddenLayers(spec.network);
  const names = [
    ...new Set(hidden.map(({ activation }) => withoutBrackets(text(activations[activation].title)))),
  ];
  const { normalization, residual, initializer } = spec.network;
  return [
    `${hidden.length} × ${names.join('/')}`,
    withoutBrackets(text(initializerRegistry[initializer.kind].title)),
    ...(normalization === 'none' ? [] : [inSentence(text(normalizations[normalization].title))]),
    ...(residual ? [text(say('skip connections', '跳跃连接'))] : []),
    inSentence(text(dataSets[spec.data.kind].title)),
  ].join(text(comma));
}

/** A title without what stands in brackets. */
export const withoutBrackets = (title: string): string =>
  title.replaceAll(/\s*[(（][^)）]*[)）]\s*/g, ' ').trim();

/** A title as it stands within a sentence: `two moons`, but `XOR`. */
export const inSentence = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;

/**
 * The title of a run: the name that the user gave it, else the name of an unchanged preset, else a description of its
 * settings.
 */
export function titleOf(spec: ExperimentSpec, text: InLanguage): string {
  const name = spec.name.trim();
  const preset = presetOf(name);
  if (!preset) return name === '' || name === unnamed ? runTitle(spec, text) : name;
  const asItCame = differences(parseExperiment(preset.spec), spec).length === 0;
  return asItCame ? text(preset.title) : runTitle(spec, text);
}

/** A field's value in the words of the page: `ReLU`, `depth 20`; undefined if the spec has no such field. */
export function valueInWords(spec: ExperimentSpec, path: string, text: InLanguage): string {
  const value = valueAt(spec, path);
  const field = fieldsOf(spec).find((one) => one.path === path);
  if (field?.range.kind === 'choice') {
    const option = field.range.options.find((one) => one.value === value);
    if (option) return text(option.label);
  }
  return valueText(value, schemaAt(spec, path), text, registryOf(path));
}

/** The registry of a kind that only a file can give, and so no choice offers. */
const registryOf = (path: string): Readonly<Record<string, Pick<Entry, 'title'>>> | undefined =>
  path === 'data.kind' ? dataSets : path === 'network.initializer.kind' ? initializerRegistry : undefined;

/** A field in words. */
export function labelOf(specs: readonly ExperimentSpec[], path: string, text: InLanguage): string {
  for (const spec of specs) {
    const field = fieldsOf(spec).find((one) => one.path === path);
    const label = field?.label ?? labelIn(schemaAt(spec, path));
    if (label) return text(label);
  }
  const [section] = path.split('.');
  const sections: Readonly<Record<string, Text>> = {
    network: say('Layers', '各层设置'),
    data: say('Data', '数据'),
    training: say('Training', '训练'),
  };
  return text(sections[section ?? ''] ?? say('Settings', '设置'));
}

const labelIn = (schema: z.ZodType | undefined): Text | undefined => schema && unwrap(schema).meta?.label;

/** The fields in which runs differ, without those that only follow from a different kind. */
export function differingPaths(specs: readonly ExperimentSpec[]): readonly string[] {
  const [first] = specs;
  if (!first) return [];
  const paths = [...new Set(specs.flatMap((spec) => differences(first, spec).map(({ path }) => path)))];
  return paths.filter((path) => {
    const kind = `${path.slice(0, path.lastIndexOf('.'))}.kind`;
    if (path === kind || !paths.includes(kind)) return true;
    // A field that belongs to a kind must differ among the runs of that kind.
    const byKind = new Map<unknown, Set<string>>();
    for (const spec of specs) {
      const values = byKind.get(valueAt(spec, kind)) ?? new Set();
      byKind.set(valueAt(spec, kind), values.add(JSON.stringify(valueAt(spec, path))));
    }
    return [...byKind.values()].some((values) => values.size > 1);
  });
}

/** Titles of runs that are compared. Each names only the differences, e.g. `ReLU, He normal`; empty if the runs do not differ. */
export function runNames(specs: readonly ExperimentSpec[], text: InLanguage): readonly string[] {
  const paths = differingPaths(specs);
  return specs.map((spec) =>
    paths
      .flatMap((path) => {
        const value = valueAt(spec, path);
        if (value === undefined) return [];
        const words = valueInWords(spec, path, text);
        const field = fieldsOf(spec).find((one) => one.path === path);
        const speaks = field?.range.kind === 'choice' && typeof value === 'string';
        return [speaks ? withoutBrackets(words) : `${inSentence(labelOf([spec], path, text))} ${words}`];
      })
      .join(text(comma)),
  );
}
