import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test, vi } from 'vitest';
import { LayerProfile } from '../../../src/charts/LayerProfile';
import { changeLanguage, startI18n } from '../../../src/locales/i18n';

type Tip = (place: number) => ReactElement<{ readonly title: string }>;

let tip: Tip;
vi.mock('../../../src/charts/plot/Plot', async (original) => ({
  ...(await original<object>()),
  Plot: (props: { readonly tip: Tip }) => {
    tip = props.tip;
    return null;
  },
}));

beforeAll(async () => startI18n('en'));

/** The title of each layer's tip. */
function titles(layers: readonly string[], areModules?: boolean): string[] {
  renderToStaticMarkup(
    <MantineProvider env="test">
      <LayerProfile
        meta={{ id: 'x', title: 'Profile', description: '', caption: () => '' }}
        layers={layers}
        {...(areModules ? { areModules } : {})}
        panels={[
          {
            series: { id: 'signal', label: 'Signal', values: layers.map(() => 1) },
            axis: { label: 'Signal', scale: 'log' },
            help: '',
          },
        ]}
        selectedLayer={undefined}
        onSelectLayer={() => {}}
      />
    </MantineProvider>,
  );
  return layers.map((_, l) => tip(l).props.title);
}

test('a layer is called by its number or its place, a module by its own name', async () => {
  expect(titles(['1', '2', 'out'])).toEqual(['Signal, Layer 1', 'Signal, Layer 2', 'Signal, Output layer']);
  expect(titles(['0', '3', 'out'], true)).toEqual(['Signal, 0', 'Signal, 3', 'Signal, out']);
  await changeLanguage('zh-CN');
  expect(titles(['1', '输出'])).toEqual(['Signal，第 1 层', 'Signal，输出层']);
});
