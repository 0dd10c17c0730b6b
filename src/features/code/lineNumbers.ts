/** Numbers of lines in ascending order, those that follow each other as a range: `12`, `45–47`; of many ranges the first few. */
export function lineNumbers(lines: readonly number[], most = 6): string[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  const listed = ranges.slice(0, most).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return [...listed, ...(ranges.length > most ? ['…'] : [])];
}
