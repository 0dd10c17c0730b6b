import { isLanguage, type Language } from '../../base/languages';
import { escapeMarkup } from '../../base/markup';

/** How an embedded page looks and what can be changed in it, as its address says it (docs/embedding.md). */
export interface EmbedOptions {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly language: Language | undefined;
  readonly chart: EmbedChart;
  /** Names of `runControls`, and paths of settings. */
  readonly controls: readonly string[];
}

export const embedCharts = ['signal', 'loss'] as const;
export type EmbedChart = (typeof embedCharts)[number];

/** The buttons that an embedded experiment can have. */
export const runControls = ['play', 'step', 'reset', 'seed'] as const;
export type RunControl = (typeof runControls)[number];

/** Reads the options from an address's query. What it does not say, or says wrong, is as usual. */
export function embedOptionsIn(search: string): EmbedOptions {
  const query = new URLSearchParams(search);
  const [theme, language] = [query.get('theme'), query.get('lang')];
  const controls = query.get('controls');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    language: isLanguage(language) ? language : undefined,
    chart: embedCharts.find((chart) => chart === query.get('chart')) ?? 'signal',
    controls: controls === null ? ['play', 'step', 'reset'] : controls.split(',').filter(Boolean),
  };
}

/**
 * The address of an embedded page.
 * @param link the address of an experiment or of a figure
 */
export function embedAddress(link: string, { theme, language, chart, controls }: EmbedOptions): string {
  const address = new URL(link);
  const ofFigure = address.searchParams.has('figure');
  const options = {
    embed: '',
    ...(theme === 'auto' ? {} : { theme }),
    ...(language ? { lang: language } : {}),
    ...(ofFigure ? {} : { chart, controls: controls.join(',') }),
  };
  for (const [name, value] of Object.entries(options)) address.searchParams.set(name, value);
  return address.href;
}

/** The markup that a teacher pastes into a page. */
export const embedCode = (address: string, title: string, width: number, height: number): string =>
  `<iframe src="${escapeMarkup(address)}" title="${escapeMarkup(title)}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;
