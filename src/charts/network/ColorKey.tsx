import { formatNorm, formatTick } from '../format';
import { answerColor, magnitudeColor, signedColor } from '../palette';

interface ColorKeyProps {
  readonly colorBy: 'activation' | 'signal' | 'plane';
  /** The ends of the colour scale, at round numbers; undefined if there is no signal. */
  readonly ends: readonly [number, number] | undefined;
  readonly labels: { readonly quantity: string; readonly smallest: string; readonly largest: string };
  /** The meaning of the lines. */
  readonly lines: { readonly positive: string; readonly negative: string };
}

const stops = Array.from({ length: 9 }, (_, i) => i / 8);

/** Explains the colours of units and lines. */
export function ColorKey({ colorBy, ends, labels, lines }: ColorKeyProps) {
  const color = (share: number) => {
    if (colorBy === 'signal') return magnitudeColor(share);
    return colorBy === 'activation' ? signedColor(2 * share - 1) : `rgb(${answerColor(share).join(' ')})`;
  };
  const written =
    colorBy === 'plane'
      ? [labels.smallest, labels.largest]
      : (ends?.map(formatTick) ?? [0, 0].map(formatNorm));
  return (
    <div className="network-key">
      <span>{labels.quantity}</span>
      <span>{written[0]}</span>
      <span
        aria-hidden
        style={{
          width: 90,
          height: 9,
          borderRadius: 2,
          background: `linear-gradient(to right, ${stops.map(color).join(', ')})`,
        }}
      />
      <span>{written[1]}</span>
      {(['positive', 'negative'] as const).map((sign) => (
        <span key={sign} className="network-line">
          <span
            aria-hidden
            style={{ width: 16, height: 2, background: signedColor(sign === 'positive' ? 1 : -1) }}
          />
          {lines[sign]}
        </span>
      ))}
    </div>
  );
}
