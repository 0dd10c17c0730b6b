import { download } from './download';
import { loadFont } from './font';
import type { Frame } from './frames';
import { type FigureSettings, type Format, layoutOf } from './settings';
import { figureSvg, svgText } from './svg';
import { hasTikz, tikzFiles, tikzZip } from './tikz';

/** The number of unchanged animation frames after which a figure counts as laid out, and the largest number to wait for. */
const [quiet, longest] = [3, 90];

/** Waits until the font is loaded and the figure no longer changes. */
export async function laidOut(figure: HTMLElement): Promise<void> {
  await loadFont();
  let still = 0;
  const observer = new MutationObserver(() => {
    still = 0;
  });
  observer.observe(figure, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let i = 0; i < longest && still < quiet; i++) {
    await new Promise(requestAnimationFrame);
    still++;
  }
  observer.disconnect();
}

/** A laid out figure of some charts, with its drawing settings. */
export interface Drawn {
  readonly figure: HTMLElement;
  readonly frames: readonly Frame[];
  readonly settings: FigureSettings;
}

/** The figure as an SVG element. */
export function svgOf({ figure, frames, settings }: Drawn): SVGSVGElement {
  return figureSvg(figure, {
    title: frames.map(({ meta }) => meta.title).join('; '),
    description: [...frames.map(({ meta }) => meta.description), settings.caption].join(' '),
    scheme: settings.scheme,
    zoom: layoutOf(settings.size, frames.length).zoom,
  });
}

/** File name without its ending. */
const stemOf = (frames: readonly Frame[]): string => (frames.length === 1 ? frames[0]!.meta.id : 'figure');

const png = async (drawn: Drawn): Promise<Blob> => {
  const { pngFile } = await import('./png');
  return pngFile(svgOf(drawn), layoutOf(drawn.settings.size, drawn.frames.length).density);
};

const tikz = ({ frames, settings }: Drawn) =>
  tikzFiles(
    frames.map(({ meta, plot }) => ({ id: meta.id, title: meta.title, plot: plot() })).filter(hasTikz),
    settings.caption,
  );

/** Saves the figure as a file. @throws Error if the browser cannot draw it */
export async function saveFigure(drawn: Drawn, format: Format): Promise<void> {
  const stem = stemOf(drawn.frames);
  if (format === 'svg') return download(`${stem}.svg`, svgText(svgOf(drawn)), 'image/svg+xml');
  if (format === 'png') return download(`${stem}.png`, await png(drawn));
  if (format === 'tikz') return download(`${stem}.tikz.zip`, tikzZip(tikz(drawn)));
  // Written out here, so that the build of a report leaves it away.
  if (import.meta.env.MODE === 'report') throw new Error('a report draws no PDF');
  const { pdfFile } = await import('./pdf');
  const title = drawn.frames.map(({ meta }) => meta.title).join('; ');
  download(`${stem}.pdf`, await pdfFile(svgOf(drawn), title));
}

/** Copies the figure: an image, or the text of an SVG or a LaTeX file. @throws Error if the browser forbids it */
export async function copyFigure(drawn: Drawn, format: Format): Promise<void> {
  if (format === 'svg') return navigator.clipboard.writeText(svgText(svgOf(drawn)));
  if (format === 'tikz') return navigator.clipboard.writeText(tikz(drawn)['figure.tex']!);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png(drawn) })]);
}

/** The error message without its final full stop, because it becomes part of a sentence. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.+$/, '');
