import { type Ref, useMemo } from 'react';
import type { InLanguage } from '../../base/entry';
import { semicolon } from '../../schema/names';
import { alone, SharedKeyContext } from '../sharedKey';
import type { Frame } from './frames';
import { type FigureSettings, layoutOf } from './settings';
import './figure.css';

interface FigureProps extends FigureSettings {
  readonly frames: readonly Frame[];
  readonly ref: Ref<HTMLDivElement>;
}

const padding = 10;
const gap = 14;

/** The letter of a chart in a figure of several. */
const letter = (index: number): string => `(${String.fromCharCode(97 + index)})`;

/** One caption for all charts, or each chart's own after its letter. */
export function captionOf(frames: readonly Frame[], text: InLanguage): string {
  const captions = frames.map(({ meta }) => meta.caption());
  const same = new Set(captions).size === 1;
  return same ? captions[0]! : captions.map((caption, i) => `${letter(i)} ${caption}`).join(text(semicolon));
}

/** Draws charts again off-screen, with the size and texts of the figure that is saved. */
export function Figure({ frames, size, titled, caption, ref }: FigureProps) {
  const { width, height, columns } = layoutOf(size, frames.length);
  const across = Math.min(columns, frames.length);
  const natural = useMemo(() => frames.map((frame) => frame.size()), [frames]);
  const whole =
    width ?? Math.max(...natural.map((one) => one.width)) * across + gap * (across - 1) + 2 * padding;
  const panel = (whole - 2 * padding - gap * (across - 1)) / across;
  return (
    <div
      ref={ref}
      className="chart-figure"
      aria-hidden
      inert
      style={{ width: whole, padding, ...(height ? { height } : {}) }}
    >
      <div
        className="chart-figure-panels"
        style={{
          gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))`,
          gap,
          flex: height ? 1 : undefined,
        }}
      >
        {frames.map(({ meta, picture, legend, height: own, keepsShape }, i) => (
          <div key={meta.id} className="chart-figure-panel">
            {(titled || frames.length > 1) && (
              <div className="chart-figure-title">
                {[...(frames.length > 1 ? [letter(i)] : []), ...(titled ? [meta.title] : [])].join(' ')}
              </div>
            )}
            <div
              style={{
                position: 'relative',
                ...(height
                  ? { flex: 1, minHeight: 0 }
                  : own === 'auto'
                    ? {}
                    : { height: heightOf(natural[i]!, panel, keepsShape) }),
              }}
            >
              {picture()}
            </div>
            {/* A picture by itself names all its lines, those in the view's key too. */}
            <SharedKeyContext.Provider value={alone}>
              <div className="chart-figure-legend">{legend}</div>
            </SharedKeyContext.Provider>
          </div>
        ))}
      </div>
      {caption && <div className="chart-figure-caption">{caption}</div>}
    </div>
  );
}

/** The height of a chart, from its shape on the page. A plot is no flatter than 1 : 2, and not much lower than on the page. */
function heightOf(
  natural: { readonly width: number; readonly height: number },
  width: number,
  keepsShape: boolean,
): number {
  const shape = natural.height / Math.max(1, natural.width);
  if (keepsShape) return Math.round(shape * width);
  const asOnPage = Math.min(natural.height, 1.6 * width);
  return Math.round(Math.max(0.5 * width, Math.min(1.2, shape) * width, 0.75 * asOnPage));
}
