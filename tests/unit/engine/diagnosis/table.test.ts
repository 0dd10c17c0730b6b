import { afterAll, describe, expect, test } from 'vitest';
import { diagnose, type RuleName, remedies } from '../../../../src/engine/diagnosis';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';
import { presets } from '../../../../src/schema/presets';
import { type Run, recordedEvery, specOf, train } from './experiment';
import { type Fault, faults } from './faults';
import { type Healthy, healthy } from './healthy';
import { constantLoss, truths } from './truths';

/** The recording intervals of each run. */
const intervals = [1, 10, 50] as const;

const rulesAt = (run: Run, every: number, at?: number): RuleName[] => {
  const recorded = recordedEvery(run, every);
  return diagnose({ spec: run.spec, recorded, at: at ?? recorded.length - 1 }).map(({ rule }) => rule);
};

/** The findings during a run, each with the first step at which it appears. */
function saidAlong(run: Run): string[] {
  return intervals.flatMap((every) => {
    const recorded = recordedEvery(run, every);
    const said = new Map<string, number>();
    // If every step is recorded, every seventh and the last are diagnosed.
    for (let at = 0; at < recorded.length; at += every === 1 ? 7 : 1) {
      for (const { rule } of diagnose({ spec: run.spec, recorded, at })) {
        if (!said.has(rule)) said.set(rule, recorded.run(at, 'step'));
      }
    }
    for (const rule of rulesAt(run, every)) if (!said.has(rule)) said.set(rule, run.spec.training.steps);
    return [...said].map(([rule, step]) => `${rule} at step ${step}, every ${every}`);
  });
}

async function within(spec: ExperimentSpec, look: (run: Run) => Promise<void>): Promise<void> {
  const run = await train(spec);
  try {
    await look(run);
  } finally {
    run.trainer.dispose();
  }
}

const healthyPresets: Record<string, Healthy & { spec: ExperimentSpec }> = Object.fromEntries(
  Object.entries(presets)
    .filter(([, { works }]) => works)
    .map(([name, { spec }]) => [
      `preset ${name}`,
      { sketch: {}, spec: parseExperiment(spec), accuracy: 0.9 },
    ]),
);

const allHealthy = {
  ...Object.fromEntries(
    Object.entries(healthy).map(([name, one]) => [name, { ...one, spec: specOf(one.sketch) }]),
  ),
  ...healthyPresets,
};
const allFaults = Object.entries(faults).flatMap(([rule, list]) =>
  Object.entries(list).map(([name, fault]) => [`${rule}: ${name}`, rule as RuleName, fault] as const),
);

describe('a healthy run gets no alarm at any step or recording interval', () => {
  test.each(Object.entries(allHealthy))('%s', async (_name, { spec, accuracy, loss }) => {
    await within(spec, async (run) => {
      const reached = await run.trainer.evaluate('train');
      // The evidence of health is the network's outputs, not any rule.
      if (accuracy !== undefined) expect(reached.accuracy).toBeGreaterThanOrEqual(accuracy);
      if (loss !== undefined) expect(reached.loss).toBeLessThanOrEqual(loss);
      expect(saidAlong(run)).toEqual([]);
    });
  });
});

let asked = 0;
const missed: string[] = [];

/** Diagnoses a faulty run at its end, and checks that there are no false findings besides the expected one. */
async function askAbout(run: Run, name: string, rule: RuleName, { also = [], causes = [] }: Fault) {
  for (const every of intervals) {
    asked++;
    const found = rulesAt(run, every);
    if (!found.includes(rule)) missed.push(`${name}, every ${every}`);
    expect(found.filter((one) => one !== rule && !also.includes(one))).toEqual([]);
    if (found.length > 0) expect([rule, ...causes]).toContain(found[0]);
  }
}

describe('the diagnosis names a fault, its cause first, and nothing else', () => {
  test.each(allFaults)('%s', async (name, rule, fault) => {
    await within(specOf(fault.sketch), async (run) => {
      for (const truth of fault.truths) expect([truth, await truths[truth](run)]).toEqual([truth, undefined]);
      await askAbout(run, name, rule, fault);
    });
    if (!fault.mend) return;
    // Without the cause the same network learns.
    await within(specOf(fault.mend), async (run) => {
      const { loss } = await run.trainer.evaluate('train');
      expect(loss).toBeLessThan(0.85 * constantLoss(run));
    });
  });

  afterAll(() => {
    expect(missed.length / asked, missed.join('; ')).toBeLessThanOrEqual(0.05);
  });
});

describe('the presets that fail', () => {
  const causes: Record<string, RuleName> = {
    twentySigmoidLayers: 'vanishing',
    reluSmallWeights: 'vanishing',
    exploding: 'exploding',
  };

  test.each(Object.entries(presets).filter(([, { works }]) => !works))(
    '%s: the cause comes first, and every remedy mends what it is prescribed for',
    async (name, preset) => {
      const spec = parseExperiment(preset.spec);
      const tried = new Map<string, { left: RuleName[]; loss: number }>();
      const attempt = async (changed: ExperimentSpec) => {
        const key = JSON.stringify(changed);
        if (!tried.has(key)) {
          await within(changed, async (run) => {
            const { loss } = await run.trainer.evaluate('train');
            tried.set(key, { left: rulesAt(run, 1), loss: loss / constantLoss(run) });
          });
        }
        return tried.get(key)!;
      };
      await within(spec, async (run) => {
        for (const every of intervals) expect(rulesAt(run, every)[0]).toBe(causes[name]);
        const recorded = recordedEvery(run, 1);
        const found = diagnose({ spec, recorded, at: recorded.length - 1 });
        for (const { rule, finding } of found) {
          expect(finding.remedies.length).toBeGreaterThan(0);
          for (const [i, remedy] of finding.remedies.entries()) {
            const { left, loss } = await attempt(remedies[remedy].apply(spec));
            expect([rule, remedy, left]).toEqual([rule, remedy, []]);
            expect([remedy, loss < (i === 0 ? 0.3 : 0.6)]).toEqual([remedy, true]);
          }
        }
      });
    },
  );
});

/** In `npm test` those of every third fault, in `npm run test:full` all. */
const mended = allFaults.filter((_, i) => process.env.EVERY_CASE || i % 3 === 0);

test('the first remedy for a faulty run repairs it', async () => {
  // Networks of forty or two hundred layers of 16 units need more than one change.
  const hopeless = /32 layers|40 layers|200 layers/;
  for (const [name, , { sketch }] of mended.filter(([name]) => !hopeless.test(name))) {
    const spec = specOf(sketch);
    await within(spec, async (run) => {
      const recorded = recordedEvery(run, 1);
      const [first] = diagnose({ spec, recorded, at: recorded.length - 1 });
      const changed = remedies[first!.finding.remedies[0]!].apply(spec);
      await within(changed, async (mended) => {
        const { loss } = await mended.trainer.evaluate('train');
        expect([name, rulesAt(mended, 1)]).toEqual([name, []]);
        expect([name, loss < 0.85 * constantLoss(mended)]).toEqual([name, true]);
      });
    });
  }
}, 60_000);

test('the table has 120 experiments', () => {
  const all =
    Object.keys(allHealthy).length +
    allFaults.length +
    Object.keys(presets).length -
    Object.keys(healthyPresets).length;
  expect(all).toBeGreaterThanOrEqual(120);
});
