import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLog } from '../../../../src/data/logs/readLog';
import { causeNames, longestChain } from '../../../../src/features/models/causes';

const folder = join(import.meta.dirname, '../../../fixtures/logs');
const chainOf = async (name: string) => {
  const [run] = await readLog(new Blob([readFileSync(join(folder, name))]), name);
  const signals = run!.moment(0).values.signalNorm!;
  return { header: run!.header, signals, chain: longestChain(run!.header, signals) };
};

describe('causes by layer', () => {
  test('six sigmoid layers: the factors multiply to the signal’s ratio, and a sigmoid passes at most a quarter', async () => {
    const { header, signals, chain } = await chainOf('lstm.jsonl');
    expect(chain!.layers.map((module) => header.modules[module]!.name)).toEqual([
      'hidden.0',
      'hidden.2',
      'hidden.4',
      'hidden.6',
      'hidden.8',
    ]);
    const place = (name: string) => header.modules.findIndex((module) => module.name === name);
    chain!.layers.forEach((layer, l) => {
      const next = place(`hidden.${2 * l + 2}`);
      const product = causeNames.reduce((all, cause) => all * chain!.factors[cause][l]!, 1);
      expect(product).toBeCloseTo(signals[layer]! / signals[next]!, 12);
      expect(chain!.factors.activation[l]).toBeLessThanOrEqual(0.25);
      expect(chain!.factors.activation[l]).toBe(signals[layer]! / signals[layer + 1]!);
      expect(chain!.factors.normalization[l]).toBe(1);
    });
    expect(chain!.products[0]).toBeCloseTo(signals[place('hidden.0')]! / signals[place('hidden.10')]!, 12);
  });

  test.each(['resnet.jsonl', 'transformer.jsonl'])('%s branches: nothing is claimed', async (name) => {
    expect((await chainOf(name)).chain).toBeUndefined();
  });
});
