import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { GridMap } from '../../../src/charts';
import { startI18n } from '../../../src/locales/i18n';

vi.mock('../../../src/charts/ChartFrame', () => ({
  ChartFrame: (props: { children: (scale: 'linear', large: boolean) => ReactNode }) =>
    props.children('linear', false),
}));

await startI18n('en');

const drawn = (values: Float64Array) =>
  renderToStaticMarkup(
    <MantineProvider env="test">
      <GridMap
        meta={{ id: 'map', title: 'Map', description: '', caption: () => '' }}
        x={{ label: 'Depth', labels: ['1', '2'] }}
        y={{ label: 'Width', labels: ['8'] }}
        values={values}
        states={new Uint8Array(2)}
        metric="Signal ratio"
        colors="diverging"
        curves={[]}
        onPick={() => {}}
      />
    </MantineProvider>,
  );

test('a map has a colour scale once a cell has a value, and none before', () => {
  expect(drawn(Float64Array.of(Number.NaN, Number.NaN))).not.toContain('<title>Signal ratio</title>');
  expect(drawn(Float64Array.of(Number.NaN, -3))).toContain('<title>Signal ratio</title>');
});
