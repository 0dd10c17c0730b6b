import { formatNorm, formatNumber } from '../format';
import { answerColor, magnitudeColor, signedColor } from '../palette';

interface ColorKeyProps {
  readonly colorBy: 'activation' | 'signal' | 'plane';
  /** The ends of the colour scale: the smallest and the largest signal, or the largest magnitude of the activations. */
  readonly low: number;
  readonly high: number;
  readonly labels: { readonly quantity: string; readonly smallest: string; readonly largest: string };
  /** The meaning of the lines. */
  readonly lines: { readonly positive: string; readonly negative: string };
}

const stops = Array.from({ length: 9 }, (_, i) => i / 8);

/** Explains the colours of units and lines. */
export function ColorKey({ colorBy, low, high, labels, lines }: ColorKeyProps) {
  const color = (share: number) => {
    if (colorBy === 'signal') return magnitudeColor(share);
    return colorBy === 'activation' ? signedColor(2 * share - 1) : `rgb(${answerColor(share).join(' ')})`;
  };
  const ends =
    colorBy === 'plane'
      ? [labels.smallest, labels.largest]
      : colorBy === 'signal'
        ? [formatNorm(low), formatNorm(high)]
        : [formatNumber(-high), formatNumber(high)];
  return (
    <div className="network-key">
      <span>{labels.quantity}</span>
      <span>{ends[0]}</span>
      <span
        aria-hidden
        style={{
          width: 90,
          height: 9,
          borderRadius: 2,
          background: `linear-gradient(to right, ${stops.map(color).join(', ')})`,
        }}
      />
      <span>{ends[1]}</span>
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
