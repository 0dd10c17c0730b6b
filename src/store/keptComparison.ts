import { z } from 'zod';
import { list } from '../base/list';
import { coded, within } from '../base/problem';
import { layerCount } from '../engine/telemetry';
import type { ComparisonSettings } from '../schema/comparison';
import { parseExperiment, parseJson, parseParts } from '../schema/parse';
import { type KeptComparison, maxRuns, maxSeeds } from './createCompare';
import { checkLayers, count, ofEarlier, summarySchema } from './keptResults';

const schema = z.object({
  runs: list(
    z.object({ spec: z.unknown(), step: count, repeats: list(summarySchema.optional(), { max: maxSeeds }) }),
    { max: maxRuns },
  ),
  pace: z.enum(['lockstep', 'race']),
  seeds: z.int().min(2).max(maxSeeds),
});

/**
 * The comparison of the last visit, as the browser's database gives it back.
 * @throws Problem the first fault
 */
export function parseComparison(value: unknown): KeptComparison {
  const { runs, ...rest } = parseParts(schema, value, coded('comparison', ofEarlier));
  return {
    ...rest,
    runs: runs.map(({ step, repeats, ...run }, i) => {
      const spec = within(`runs.${i}.spec`, () => parseExperiment(run.spec));
      repeats.forEach((summary, seed) => {
        if (summary) checkLayers(summary, layerCount(spec), `runs.${i}.repeats.${seed}`);
      });
      return { spec, step, repeats };
    }),
  };
}

const settingsSchema = schema.omit({ runs: true }).extend({ specs: list(z.unknown(), { max: maxRuns }) });

/**
 * The settings of a comparison, as they are kept while the page loads anew.
 * @throws Problem the first fault
 */
export function parseComparisonSettings(text: string): ComparisonSettings {
  const { specs, ...rest } = parseParts(
    settingsSchema,
    parseJson(text, 'comparison'),
    coded('comparison', ofEarlier),
  );
  return { ...rest, specs: specs.map((spec, i) => within(`specs.${i}`, () => parseExperiment(spec))) };
}
