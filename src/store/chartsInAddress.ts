import { joinEscaped, splitEscaped } from '../base/escapedList';

/** Choices in charts as one parameter of the address names them: `loss.log*signal-profile.linear`. */

/** By chart, what is chosen there. */
export type ChosenByChart = Readonly<Record<string, readonly string[]>>;

/** Reads a parameter; a chart for which nothing is chosen is left out. */
export function readChosen(text = ''): ChosenByChart {
  const entries = splitEscaped(text, '*').flatMap((entry) => {
    const [chart, ...values] = splitEscaped(entry, '.');
    return chart && values.length > 0 ? [[chart, values] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Writes the parameter; undefined if nothing is chosen. */
export function writeChosen(chosen: ChosenByChart): string | undefined {
  const entries = Object.entries(chosen)
    .filter(([, values]) => values.length > 0)
    .map(([chart, values]) => joinEscaped([chart, ...values], '.'));
  return entries.length > 0 ? joinEscaped(entries, '*') : undefined;
}
