/** The columns under which their step is written: at most five, both ends included. */
export function columnTicks(columns: number, most = 5): number[] {
  const count = Math.min(columns, most);
  if (count <= 1) return columns > 0 ? [0] : [];
  return Array.from({ length: count }, (_, i) => Math.round((i * (columns - 1)) / (count - 1)));
}
