import { useFigureSettings } from './FigureShell';

/** A number that the reader sets in a figure. A link that names none within the range gives the initial value. */
export function useNumber(
  name: string,
  initial: number,
  [least, most]: readonly [number, number],
): readonly [number, (value: number) => void] {
  const { settings, set } = useFigureSettings();
  const given = Number(settings[name] ?? Number.NaN);
  const value = given >= least && given <= most ? given : initial;
  return [value, (next) => set(name, String(next))];
}

/** One of several options that the reader chooses in a figure. */
export function useChoice<Option extends string>(
  name: string,
  initial: NoInfer<Option>,
  options: readonly Option[],
): readonly [Option, (value: Option) => void] {
  const { settings, set } = useFigureSettings();
  const value = options.find((option) => option === settings[name]) ?? initial;
  return [value, (next) => set(name, next)];
}
