import { formatNorm, formatTick, logTick } from '../format';
import { answerColor, magnitudeColor, signedColor } from '../palette';
import { RampBar } from '../Ramp';

interface ColorKeyProps {
  readonly colorBy: 'activation' | 'signal' | 'plane';
  /** The ends of the colour scale, at round numbers; undefined if there is no signal. */
  readonly ends: readonly [number, number] | undefined;
  readonly labels: { readonly quantity: string; readonly smallest: string; readonly largest: string };
  /** The meaning of the lines. */
  readonly lines: { readonly positive: string; readonly negative: string };
}

/** Explains the colours of units and lines. */
export function ColorKey({ colorBy, ends, labels, lines }: ColorKeyProps) {
  const color = (share: number) => {
    if (colorBy === 'signal') return magnitudeColor(share);
    return colorBy === 'activation' ? signedColor(2 * share - 1) : `rgb(${answerColor(share).join(' ')})`;
  };
  const written =
    colorBy === 'plane'
      ? [labels.smallest, labels.largest]
      : (ends?.map(colorBy === 'signal' ? logTick(ends) : formatTick) ?? [0, 0].map(formatNorm));
  return (
    <div className="network-key">
      <span>{labels.quantity}</span>
      <span>{written[0]}</span>
      <RampBar colorOf={color} width={90} height={9} />
      <span>{written[1]}</span>
      {(['positive', 'negative'] as const).map((sign) => (
        <span key={sign} className="network-line">
          <svg width="16" height="2" aria-hidden>
            <rect width="16" height="2" fill={signedColor(sign === 'positive' ? 1 : -1)} stroke="none" />
          </svg>
          {lines[sign]}
        </span>
      ))}
    </div>
  );
}
