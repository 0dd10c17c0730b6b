/** The sentences of the first view in Chinese, by namespace. */
export default import.meta.glob<Record<string, unknown>>(
  './zh-CN/{app,charts,observe,setup,share,start}.json',
  { eager: true, import: 'default' },
);
