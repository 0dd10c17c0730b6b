/** The settings of a figure, by name. */
export type FigureSettings = Readonly<Record<string, string>>;

/** How a chapter may be shown instead of as text. */
export const modes = ['slides', 'worksheet'] as const;
export type Mode = (typeof modes)[number];

/** A place in the book: the contents, a chapter as text or otherwise, or a figure of it with its settings. */
export interface Place {
  readonly chapter?: string | undefined;
  readonly figure?: string | undefined;
  readonly settings?: FigureSettings | undefined;
  readonly as?: Mode | undefined;
  /** The slide, counted from 1; undefined for the first. */
  readonly slide?: number | undefined;
}

/** The place that an address names, e.g. `?page=learn&chapter=gradient-descent&figure=descent&set=rate:0.3`. */
export function placeIn(search: string): Place {
  const query = new URLSearchParams(search);
  const settings = (query.get('set') ?? '').split(',').flatMap((pair) => {
    const [, name, value] = /^(\w+):(.+)$/.exec(pair) ?? [];
    return name && value ? [[name, value] as const] : [];
  });
  return {
    chapter: query.get('chapter') ?? undefined,
    figure: query.get('figure') ?? undefined,
    settings: Object.fromEntries(settings),
    as: modes.find((one) => one === query.get('as')),
    slide: /^[1-9]\d{0,3}$/.test(query.get('slide') ?? '') ? Number(query.get('slide')) : undefined,
  };
}

/** The query of a place's address. */
export function searchFor({ chapter, figure, settings = {}, as, slide = 1 }: Place): string {
  const set = Object.entries(settings).map(([name, value]) => `${name}:${encodeURIComponent(value)}`);
  const parts = [
    'page=learn',
    ...(chapter ? [`chapter=${chapter}`] : []),
    ...(figure ? [`figure=${figure}`] : []),
    ...(set.length > 0 ? [`set=${set.join(',')}`] : []),
    ...(as ? [`as=${as}`] : []),
    ...(as === 'slides' && slide > 1 ? [`slide=${slide}`] : []),
  ];
  return `?${parts.join('&')}`;
}
