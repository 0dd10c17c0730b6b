import { strToU8, zipSync } from 'fflate';
import { csvText } from '../../base/csv';
import type { MatrixData, PlotAxis, PlotData, PlotPanel, PlotSeries } from '../plotData';
import { namesToWrite } from '../scales';

/** A chart that pgfplots draws. */
export interface TikzChart {
  readonly id: string;
  readonly title: string;
  readonly plot: PlotData;
}

/** The LaTeX text for the signs that charts use. */
const signs: Readonly<Record<string, string>> = {
  α: '$\\alpha$',
  β: '$\\beta$',
  γ: '$\\gamma$',
  δ: '$\\delta$',
  ε: '$\\varepsilon$',
  ζ: '$\\zeta$',
  η: '$\\eta$',
  θ: '$\\theta$',
  κ: '$\\kappa$',
  λ: '$\\lambda$',
  μ: '$\\mu$',
  ν: '$\\nu$',
  ξ: '$\\xi$',
  π: '$\\pi$',
  ρ: '$\\rho$',
  σ: '$\\sigma$',
  τ: '$\\tau$',
  φ: '$\\varphi$',
  χ: '$\\chi$',
  ψ: '$\\psi$',
  ω: '$\\omega$',
  Γ: '$\\Gamma$',
  Δ: '$\\Delta$',
  Θ: '$\\Theta$',
  Λ: '$\\Lambda$',
  Π: '$\\Pi$',
  Σ: '$\\Sigma$',
  Φ: '$\\Phi$',
  Ψ: '$\\Psi$',
  Ω: '$\\Omega$',
  '∂': '$\\partial$',
  '∇': '$\\nabla$',
  '‖': '$\\|$',
  '√': '$\\sqrt{\\,}$',
  '′': "$'$",
  '⁺': '$^{+}$',
  '⁻': '$^{-}$',
  ᵀ: '$^{T}$',
  ᴸ: '$^{L}$',
  ᵏ: '$^{k}$',
  ᵢ: '$_{i}$',
  ᶻ: '$^{z}$',
  ⁿ: '$^{n}$',
  ₖ: '$_{k}$',
  ŷ: '$\\hat{y}$',
  ẑ: '$\\hat{z}$',
  '⁰': '$^{0}$',
  '¹': '$^{1}$',
  '²': '$^{2}$',
  '³': '$^{3}$',
  '⁴': '$^{4}$',
  '⁵': '$^{5}$',
  '⁶': '$^{6}$',
  '⁷': '$^{7}$',
  '⁸': '$^{8}$',
  '⁹': '$^{9}$',
  '₀': '$_{0}$',
  '₁': '$_{1}$',
  '₂': '$_{2}$',
  '×': '$\\times$',
  '÷': '$\\div$',
  '±': '$\\pm$',
  '−': '$-$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  '≈': '$\\approx$',
  '→': '$\\to$',
  '←': '$\\leftarrow$',
  '↑': '$\\uparrow$',
  '↓': '$\\downarrow$',
  '↦': '$\\mapsto$',
  '∅': '$\\emptyset$',
  '∏': '$\\prod$',
  '∑': '$\\sum$',
  '∠': '$\\angle$',
  '≠': '$\\ne$',
  '⊙': '$\\odot$',
  '⌊': '$\\lfloor$',
  '⌋': '$\\rfloor$',
  '✓': '$\\surd$',
  '✗': '$\\times$',
  '†': '$\\dagger$',
  '°': '$^{\\circ}$',
  '½': '$\\frac{1}{2}$',
  '∞': '$\\infty$',
  '·': '$\\cdot$',
  '…': '\\dots{}',
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Escapes a text, so that LaTeX shows it unchanged. */
export const texText = (text: string): string =>
  (text.match(/[a-z]\u0302|./gisu) ?? [])
    // A hat above a letter that has no sign of its own with a hat.
    .map((sign) => (sign.endsWith('\u0302') ? `$\\hat{${sign[0]}}$` : (signs[sign] ?? sign)))
    .join('');

const number = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? 'nan' : String(value);

/** Series as columns side by side: x, y, low and high of each, padded to the longest. */
function panelCsv(series: readonly PlotSeries[]): string {
  const rows = Math.max(0, ...series.map(({ y }) => y.length));
  const head = series.flatMap(({ low }, k) => [
    `x${k + 1}`,
    `y${k + 1}`,
    ...(low ? [`low${k + 1}`, `high${k + 1}`] : []),
  ]);
  const body = Array.from({ length: rows }, (_, i) =>
    series.flatMap(({ x, y, low, high }) => [
      number(x[i]),
      number(y[i]),
      ...(low ? [number(low[i]), number(high?.[i])] : []),
    ]),
  );
  return csvText([head, ...body]);
}

const matrixCsv = ({ columns, values }: MatrixData): string =>
  csvText([
    ['x', 'y', 'value'],
    ...Array.from(values, (value, i) => [i % columns.length, Math.floor(i / columns.length), number(value)]),
  ]);

function axisOptions(which: 'x' | 'y', { label, scale, percent, names, domain }: PlotAxis): string[] {
  const written = new Set(namesToWrite(names ?? []));
  const at = names?.flatMap((name, i) => (written.has(name) ? [i] : [])) ?? [];
  return [
    `${which}label={${texText(label)}}`,
    ...(scale === 'log' ? [`${which}mode=log`] : []),
    ...(domain && scale !== 'log' ? [`${which}min=${domain[0]}`, `${which}max=${domain[1]}`] : []),
    ...(percent && scale !== 'log'
      ? [`${which}ticklabel={\\pgfmathparse{100*\\tick}\\pgfmathprintnumber{\\pgfmathresult}\\,\\%}`]
      : []),
    ...(names
      ? [
          `${which}tick={${at.join(',')}}`,
          `${which}ticklabels={${at.map((i) => `{${texText(names[i]!)}}`).join(',')}}`,
        ]
      : []),
  ];
}

/** Converts a colour for xcolor; a colour of the page's theme becomes the text colour. */
function colorOf(color: string): string {
  const hex = color.match(/^#([0-9a-f]{6})$/i)?.[1];
  if (hex) {
    const [r, g, b] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    return `{rgb,255:red,${r};green,${g};blue,${b}}`;
  }
  const rgb = color.match(/^rgb\((\d+),? (\d+),? (\d+)\)$/);
  return rgb ? `{rgb,255:red,${rgb[1]};green,${rgb[2]};blue,${rgb[3]}}` : 'black!70';
}

function seriesLines(one: PlotSeries, k: number, file: string, lying: boolean): string[] {
  const { draw, color, dash, low, label } = one;
  const n = k + 1;
  const columns = lying ? `x=y${n}, y=x${n}` : `x=x${n}, y=y${n}`;
  const dashes = dash
    ?.split(/[ ,]+/)
    .map((part, i) => `${i % 2 === 0 ? 'on' : 'off'} ${part}pt`)
    .join(' ');
  const look = [
    `color=${colorOf(color)}`,
    ...(dashes ? [`dash pattern=${dashes}`] : []),
    ...(draw === 'bars' ? [lying ? 'xbar' : 'ybar', 'fill', 'bar width=4pt', 'mark=none'] : []),
    ...(draw === 'points' ? ['only marks', 'mark=*', 'mark size=1pt'] : []),
    ...(draw === 'linePoints' ? ['mark=*', 'mark size=1.2pt'] : []),
    ...(draw === 'line' ? ['mark=none', 'thick'] : []),
  ].join(', ');
  const bars = draw === 'bars' || draw === 'linePoints';
  const direction = lying ? 'x' : 'y';
  const errors = low && bars ? `, error bars/.cd, ${direction} dir=both, ${direction} explicit` : '';
  const errorColumns =
    low && bars
      ? `, ${direction} error plus expr=\\thisrow{high${n}}-\\thisrow{y${n}}, ${direction} error minus expr=\\thisrow{y${n}}-\\thisrow{low${n}}`
      : '';
  const band =
    low && !bars
      ? [
          `\\addplot[name path=low${n}, draw=none, forget plot] table[x=x${n}, y=low${n}] {${file}};`,
          `\\addplot[name path=high${n}, draw=none, forget plot] table[x=x${n}, y=high${n}] {${file}};`,
          `\\addplot[fill=${colorOf(color)}, fill opacity=0.2, forget plot] fill between[of=low${n} and high${n}];`,
        ]
      : [];
  return [
    ...band,
    `\\addplot[${look}${errors}] table[${columns}${errorColumns}] {${file}};`,
    `\\addlegendentry{${texText(label)}}`,
  ];
}

const common = [
  'width=0.95\\linewidth',
  'height=0.55\\linewidth',
  'axis lines=left',
  'ymajorgrids',
  'grid style={dotted, gray}',
  'unbounded coords=jump',
  'table/col sep=comma',
  'legend style={font=\\footnotesize, draw=none, at={(0.5,-0.28)}, anchor=north}',
  'legend columns=3',
  'legend cell align=left',
];

const axis = (options: readonly string[], lines: readonly string[]): string =>
  ['\\begin{axis}[', ...options.map((option) => `  ${option},`), ']', ...lines, '\\end{axis}'].join('\n');

function panelAxis(panel: PlotPanel, title: string, file: string): string {
  const { x, y, lying = false, series } = panel;
  return axis(
    [`title={${texText(panel.title ?? title)}}`, ...axisOptions('x', x), ...axisOptions('y', y), ...common],
    series.flatMap((one, k) => seriesLines(one, k, file, lying)),
  );
}

function matrixAxis(matrix: MatrixData, title: string, file: string): string {
  const { columns, rows, columnLabel, rowLabel, valueLabel, upward = false } = matrix;
  return axis(
    [
      `title={${texText(title)}}`,
      ...axisOptions('x', { label: columnLabel, names: columns }),
      ...axisOptions('y', { label: rowLabel, names: rows }),
      ...(upward ? [] : ['y dir=reverse']),
      'width=0.85\\linewidth',
      'height=0.6\\linewidth',
      'table/col sep=comma',
      'colormap/viridis',
      'colorbar',
      `colorbar style={ylabel={${texText(valueLabel)}}}`,
      'enlargelimits=false',
      'axis on top',
    ],
    [
      `\\addplot[matrix plot*, mesh/cols=${columns.length}, point meta=explicit] table[x=x, y=y, meta=value] {${file}};`,
    ],
  );
}

/** Letters and punctuation that need a Chinese font. */
const han = /[\u2e80-\u9fff\uff00-\uffef]/;

/** Whether pgfplots can draw a chart: one of lines, bars, points or cells. */
export const hasTikz = ({ plot }: TikzChart): boolean => !('sentence' in plot);

/** The LaTeX document of a figure, and the CSV files that it reads, by name. */
export function tikzFiles(charts: readonly TikzChart[], caption: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const axes = charts.flatMap(({ id, title, plot }) => {
    if ('matrix' in plot) {
      files[`${id}.csv`] = matrixCsv(plot.matrix);
      return [matrixAxis(plot.matrix, title, `${id}.csv`)];
    }
    if ('sentence' in plot) return [];
    return plot.panels.map((panel, p) => {
      const file = plot.panels.length > 1 ? `${id}-${p + 1}.csv` : `${id}.csv`;
      files[file] = panelCsv(panel.series);
      return panelAxis(panel, title, file);
    });
  });
  const isChinese = han.test([caption, ...axes].join());
  const lines = [
    `% Drawn with pgfplots; the numbers are in the CSV files beside this one. Compile it with ${isChinese ? 'xelatex' : 'pdflatex'}.`,
    ...(isChinese
      ? ['\\documentclass{ctexart}']
      : ['\\documentclass{article}', '\\usepackage[utf8]{inputenc}']),
    '\\usepackage{amsmath}',
    '\\usepackage{pgfplots}',
    '\\usepgfplotslibrary{fillbetween}',
    '\\pgfplotsset{compat=1.16}',
    '\\pagestyle{empty}',
    '\\begin{document}',
    '\\begin{figure}',
    '\\centering',
    ...axes.map((one) => `\\begin{tikzpicture}\n${one}\n\\end{tikzpicture}\n`),
    ...(caption ? [`\\caption{${texText(caption)}}`] : []),
    '\\end{figure}',
    '\\end{document}',
  ];
  return { 'figure.tex': `${lines.join('\n')}\n`, ...files };
}

/** The same document as a single file. */
export const tikzZip = (files: Readonly<Record<string, string>>): Blob =>
  new Blob([
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    ) as Uint8Array<ArrayBuffer>,
  ]);
