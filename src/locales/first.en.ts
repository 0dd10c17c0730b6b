/** The sentences of the first view in English, by namespace. */
export default import.meta.glob<Record<string, unknown>>('./en/{app,charts,observe,setup,share,start}.json', {
  eager: true,
  import: 'default',
});
