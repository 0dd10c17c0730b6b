/** Choices in charts as one parameter of the address names them: `loss.log*signal-profile.linear`. */

/** By chart, what is chosen there. */
export type ChosenByChart = Readonly<Record<string, readonly string[]>>;

const plain = (part: string): string =>
  encodeURIComponent(part).replace(/[.*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A part as it was; undefined if the address holds what nobody wrote. */
function part(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Reads a parameter; what cannot be read is left out. */
export function readChosen(text = ''): ChosenByChart {
  const entries = text.split('*').flatMap((entry) => {
    const [chart, ...values] = entry.split('.').map(part);
    const known = values.filter((value) => value !== undefined);
    return chart && known.length > 0 ? [[chart, known] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Writes the parameter; undefined if nothing is chosen. */
export function writeChosen(chosen: ChosenByChart): string | undefined {
  const entries = Object.entries(chosen)
    .filter(([, values]) => values.length > 0)
    .map(([chart, values]) => [chart, ...values].map(plain).join('.'));
  return entries.length > 0 ? entries.join('*') : undefined;
}
