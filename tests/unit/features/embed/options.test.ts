import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type EmbedOptions,
  embedAddress,
  embedCharts,
  embedCode,
  embedOptionsIn,
} from '../../../../src/features/embed/options';

const options: fc.Arbitrary<EmbedOptions> = fc.record({
  theme: fc.constantFrom('auto', 'light', 'dark'),
  language: fc.constantFrom(undefined, 'en', 'zh-CN'),
  chart: fc.constantFrom(...embedCharts),
  controls: fc.uniqueArray(fc.constantFrom('play', 'step', 'seed', 'network.depth', 'training.batchSize')),
});

test('what an address says is what was chosen, and the link’s content stays', () => {
  fc.assert(
    fc.property(options, (chosen) => {
      const address = embedAddress('https://lab.example/sub/#v1=abc', chosen);
      expect(embedOptionsIn(new URL(address).search)).toEqual(chosen);
      expect(new URL(address)).toMatchObject({ hash: '#v1=abc', pathname: '/sub/' });
      expect(new URL(address).searchParams.has('embed')).toBe(true);
    }),
  );
});

test('what an address says wrong is as usual', () => {
  expect(embedOptionsIn('?embed&theme=pink&lang=xx&chart=none')).toEqual({
    theme: 'auto',
    language: undefined,
    chart: 'signal',
    controls: ['play', 'step', 'reset'],
  });
});

test('a title does not break out of the markup', () => {
  const code = embedCode('https://lab.example/?a=1&b=2', '"><script>', 480, 320);
  expect(code).toContain('title="&quot;>&lt;script>"');
  expect(code).toContain('src="https://lab.example/?a=1&amp;b=2"');
});
