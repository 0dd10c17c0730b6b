import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ValueMatrix } from '../../../src/charts';
import { startI18n } from '../../../src/locales/i18n';

await startI18n('en');

/** The key of a matrix whose colours end at 0.04. */
const keyOf = (values: readonly number[]) =>
  renderToStaticMarkup(
    <MantineProvider env="test">
      <ValueMatrix
        meta={{ id: 'x', title: 'Similarity', description: '', caption: () => '' }}
        names={['a', 'b']}
        rowLabel="true class"
        columnLabel="answer"
        values={values}
        colors="sequential"
        range={[0, 0.04]}
      />
    </MantineProvider>,
  ).match(/class="chart-legend".*?<svg.*?<\/svg>(<span>.*?<\/span>)/)?.[1];

test('the key says when values lie beyond the end of its colours', () => {
  expect(keyOf([0.01, 0.04, 0.02, 0.03])).toBe('<span>0.04</span>');
  expect(keyOf([0.95, 0.04, 0.02, 0.97])).toBe('<span>≥ 0.04</span>');
  expect(keyOf([Number.NaN, 0.04, 0.02, 0.03])).toBe('<span>0.04</span>');
});
