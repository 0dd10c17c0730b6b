import type { ChartMeta } from '../../../charts';

/** The properties of a chart of the book. @param caption what the numbers belong to, for exported files */
export const chartMeta = (id: string, title: string, description: string, caption: string): ChartMeta => ({
  id,
  title,
  description,
  caption: () => caption,
});
