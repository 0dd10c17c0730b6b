/** The settings of a figure, by name. */
export type FigureSettings = Readonly<Record<string, string>>;

/** A place in the book: the contents, a chapter, or a figure of it with its settings. */
export interface Place {
  readonly chapter?: string | undefined;
  readonly figure?: string | undefined;
  readonly settings?: FigureSettings | undefined;
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
  };
}

/** The query of a place's address. */
export function searchFor({ chapter, figure, settings = {} }: Place): string {
  const set = Object.entries(settings).map(([name, value]) => `${name}:${encodeURIComponent(value)}`);
  const parts = [
    'page=learn',
    ...(chapter ? [`chapter=${chapter}`] : []),
    ...(figure ? [`figure=${figure}`] : []),
    ...(set.length > 0 ? [`set=${set.join(',')}`] : []),
  ];
  return `?${parts.join('&')}`;
}
