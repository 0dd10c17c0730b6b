import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import * as charts from '../../../src/charts';
import type { ChartTable } from '../../../src/charts/export/csv';
import { Numbers } from '../../../src/charts/NumberTable';
import type { Surface } from '../../../src/charts/types';
import { changeLanguage, startI18n } from '../../../src/locales/i18n';

let table: (() => ChartTable) | undefined;
vi.mock('../../../src/charts/ChartFrame', () => ({
  ChartFrame: (props: { table: () => ChartTable }) => {
    table = props.table;
    return null;
  },
}));

await startI18n('en');

const html = (element: ReactElement) =>
  renderToStaticMarkup(<MantineProvider env="test">{element}</MantineProvider>);

/** What a chart's table says on the page, row by row, and the heads of its file. */
async function tableOf(chart: ReactElement, language: 'en' | 'zh-CN' = 'en') {
  await changeLanguage(language);
  table = undefined;
  html(chart);
  const numbers = table!();
  const [heads, ...rows] = [...html(<Numbers {...numbers} caption="" />).matchAll(/<tr.*?<\/tr>/g)].map(
    ([row]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, text]) => text!.replaceAll('&#x27;', "'")),
  );
  const ids = numbers.columns.map((column) => (typeof column === 'string' ? column : column.id));
  return { heads: heads!, rows, ids };
}

// All names that a chart is given are Chinese, so that every Latin letter in a head is the chart's own.
const meta = { id: 'x', title: '标题', description: '说明', caption: () => '种子 1' };
const look = { id: 'a', label: '甲', color: '#000000' };
const share = { label: '准确率', percent: true, domain: [0, 1] } as const;
const loss = { label: '损失', unit: 'nat' };
const counts = { low: -1, high: 1, counts: [3, 40_000], outside: 0 };
const data = { points: [0, 1, 2, 3], values: [0, 1], trainPoints: 1 };
const surface: Surface = {
  resolution: 2,
  bounds: { xMin: 0, xMax: 1, yMin: 0, yMax: 1 },
  outputs: 2,
  values: [0.2, 0.8, 0.2, 0.8, 0.2, 0.8, 0.2, 0.8],
};
const nothing = () => {};
const classNames = ['红', '绿'];
const bands = { meta, x: { label: '温度' }, series: [{ ...look, x: [1, 12_345], values: [0.25, 0.844] }] };
const bins = [{ confidence: 0.95, accuracy: 0.9, count: 40 }];

const drawn: Readonly<Record<string, ReactElement>> = {
  ActivationCurve: (
    <charts.ActivationCurve meta={meta} value={Math.tanh} derivative={Math.cos} counts={counts} />
  ),
  ActivationStats: (
    <charts.ActivationStats
      meta={meta}
      layers={['1', '出']}
      mean={[0.5, 0.1]}
      std={[1, 2]}
      saturated={[0.844, 0]}
      dead={[0.25, 1]}
      selectedLayer={undefined}
      onSelectLayer={nothing}
    />
  ),
  Bands: <charts.Bands {...bands} axis={share} />,
  BoundaryTiles: (
    <charts.BoundaryTiles meta={meta} classNames={classNames} data={data} tiles={[{ ...look, surface }]} />
  ),
  ClassBars: (
    <charts.ClassBars
      meta={meta}
      classNames={classNames}
      series={[{ ...look, values: [0.156, 0.844] }]}
      truth={1}
    />
  ),
  ConfusionMatrix: <charts.ConfusionMatrix meta={meta} classNames={classNames} counts={[5, 1, 2, 7]} />,
  DecisionBoundary: (
    <charts.DecisionBoundary
      meta={meta}
      task="classification"
      classNames={classNames}
      data={data}
      surface={surface}
    />
  ),
  GridMap: (
    <charts.GridMap
      meta={meta}
      x={{ label: '深度', labels: ['1'] }}
      y={{ label: '宽度', labels: ['2'] }}
      values={Float64Array.of(0.844)}
      states={Uint8Array.of(0)}
      metric="测试准确率"
      percent
      colors="sequential"
      curves={[]}
      onPick={nothing}
    />
  ),
  GroupedBars: (
    <charts.GroupedBars meta={meta} axis={share} rows={[{ ...look, value: 0.844, low: 0.8, high: 0.9 }]} />
  ),
  LayerCauses: (
    <charts.LayerCauses
      meta={meta}
      layers={['1']}
      factors={[{ ...look, values: [0.5] }]}
      products={[0.5]}
      ablated={undefined}
      explain={() => ({ title: '', rows: [] })}
      onSelectLayer={nothing}
    />
  ),
  LayerProfile: (
    <charts.LayerProfile
      meta={meta}
      layers={['1']}
      panels={[{ series: { ...look, values: [0.844] }, axis: share, help: '' }]}
      selectedLayer={undefined}
      onSelectLayer={nothing}
    />
  ),
  LayerTimeHeatmap: (
    <charts.LayerTimeHeatmap
      meta={meta}
      steps={[0, 5]}
      layers={['1']}
      values={Float64Array.of(0.844, 0.9)}
      axis={share}
    />
  ),
  ModuleHeatmap: (
    <charts.ModuleHeatmap
      meta={meta}
      rows={[{ key: 'a', label: '甲', type: '', title: '甲', depth: 0, expanded: undefined }]}
      steps={[0, 5]}
      values={Float64Array.of(0.844, 0.9)}
      measured={Uint8Array.of(1, 1)}
      axis={share}
      selected={undefined}
      onSelect={nothing}
      onToggle={nothing}
      cursor={undefined}
      onCursor={nothing}
    />
  ),
  NetworkDiagram: (
    <charts.NetworkDiagram
      meta={meta}
      columns={[{ name: '1', activations: [0.5], signals: [0.1], hidden: 0, arrives: 1, connections: [] }]}
      colorBy="signal"
      selected={undefined}
      onSelect={nothing}
      height={200}
    />
  ),
  OverTime: (
    <charts.OverTime
      meta={meta}
      steps={[0, 12_345]}
      series={[{ ...look, values: [0.25, 0.844] }]}
      axis={share}
    />
  ),
  PointPlanes: (
    <charts.PointPlanes
      meta={meta}
      classNames={classNames}
      planes={[{ ...look, data }]}
      axes={['横', '纵']}
    />
  ),
  RegressionFit: <charts.RegressionFit meta={meta} data={data} surface={undefined} />,
  ReliabilityDiagram: <charts.ReliabilityDiagram meta={meta} series={[{ ...look, bins, ece: 0.05 }]} />,
  Ridges: (
    <charts.Ridges meta={meta} rows={[{ name: '1', counts, color: '#000' }]} axisLabel="值" rowLabel="层" />
  ),
  Scatter: (
    <charts.Scatter
      meta={meta}
      classNames={classNames}
      groups={[{ ...look, marker: 'circle', points: [0, 1], values: [1] }]}
      axes={[{ label: '主成分一' }, { label: '主成分二' }]}
    />
  ),
  UnitMap: <charts.UnitMap meta={meta} resolution={1} values={[0.5]} />,
};

/** Names of mathematics, which are the same in every language. */
const symbols = /^(x|y|z|φ\(z\)|φ′\(z\)|\|δ\|)$/;

test('in Chinese, no head and no word of any chart’s table is English, and files keep their heads', async () => {
  for (const [name, chart] of Object.entries(drawn)) {
    const chinese = await tableOf(chart, 'zh-CN');
    for (const head of chinese.heads.filter((one) => !symbols.test(one)))
      expect(head, name).not.toMatch(/[a-z]/);
    expect(chinese.rows.flat().join(' '), name).not.toMatch(/[a-z]{2}/);
    const english = await tableOf(chart, 'en');
    expect(english.heads, name).toHaveLength(chinese.heads.length);
    // No head is a code such as `bin low`: what differs between file and page is told in words.
    expect(english.heads.join(' '), name).not.toMatch(/bin low|bin high|ece\b|undefined|heads\./);
  }
});

test('shares are percentages in the table, as in the chart; no head says % of a share', async () => {
  const cells = async (name: string) => (await tableOf(drawn[name]!)).rows.flat();
  for (const name of Object.keys(drawn).filter((one) =>
    /^(ActivationStats|Bands|ClassBars|GridMap|GroupedBars|LayerProfile|.*Heatmap|OverTime)$/.test(one),
  )) {
    expect(await cells(name), name).toContain('84.4 %');
    expect((await tableOf(drawn[name]!)).ids.join(' '), name).not.toContain('(%)');
  }
  expect(await cells('ReliabilityDiagram')).toEqual(['甲', '95 %', '90 %', '40', '5 %']);
  const unit = '%';
  for (const chart of [
    <charts.Bands key="b" {...bands} axis={{ ...share, unit }} />,
    <charts.GroupedBars key="g" meta={meta} axis={{ ...share, unit }} rows={[{ ...look, value: 0.844 }]} />,
    <charts.OverTime
      key="o"
      meta={meta}
      steps={[0]}
      series={[{ ...look, values: [0.844] }]}
      axis={{ ...share, unit }}
    />,
  ]) {
    const { heads, ids, rows } = await tableOf(chart);
    expect([...heads, ...ids].join(' ')).not.toContain('%');
    expect(rows.flat()).toContain('84.4 %');
  }
});

test('a quantity with a unit is named with it, and steps keep all their digits', async () => {
  const { heads, rows, ids } = await tableOf(<charts.Bands {...bands} axis={loss} />);
  expect(ids).toEqual(['run', '温度', 'nat']);
  expect(heads).toEqual(['series', '温度', '损失 (nat)']);
  expect(rows).toEqual([
    ['甲', '1', '0.25'],
    ['甲', '12345', '0.844'],
  ]);
  const over = await tableOf(drawn.OverTime!);
  expect(over.rows).toEqual([
    ['0', '25 %'],
    ['12345', '84.4 %'],
  ]);
  expect(over.ids).toEqual(['step', '甲 (准确率)']);
});

test('a file’s heads stay as they were', async () => {
  const ids = async (name: string) => (await tableOf(drawn[name]!, 'zh-CN')).ids;
  expect(await ids('ActivationStats')).toEqual([
    'layer',
    'mean',
    'std',
    'saturated fraction',
    'dead fraction',
  ]);
  expect(await ids('Ridges')).toEqual(['层', 'bin low', 'bin high', 'count']);
  expect(await ids('ReliabilityDiagram')).toEqual(['model', 'confidence', 'accuracy', 'count', 'ece']);
  expect(await ids('PointPlanes')).toEqual(['横', '纵', 'domain', 'class', 'part']);
  expect(await ids('NetworkDiagram')).toEqual(['layer', 'unit', 'activation', '|δ|']);
  expect(await ids('LayerTimeHeatmap')).toEqual(['layer', 'step 0', 'step 5']);
});
