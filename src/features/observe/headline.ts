/** What the signal does on its way from the last hidden layer to the first. */
export interface Headline {
  readonly kind: 'vanishes' | 'explodes' | 'steady' | 'gone';
  /** ‖δ¹‖ / ‖δᴸ‖. */
  readonly ratio: number;
  /** How many times smaller (or larger) a layer: the geometric mean. */
  readonly perLayer: number;
}

/** The ratio beyond which a profile is called vanishing or exploding. */
const notable = 1000;

/** The sentence above the triptych, from the signal norms of the hidden layers; `undefined` with fewer than two. */
export function headline(signals: readonly number[]): Headline | undefined {
  const layers = signals.length;
  const [first, last] = [signals[0], signals.at(-1)];
  if (layers < 2 || first === undefined || last === undefined) return undefined;
  if (!Number.isFinite(first) || !Number.isFinite(last)) return undefined;
  if (first === 0 || last === 0) return { kind: 'gone', ratio: 0, perLayer: Number.POSITIVE_INFINITY };
  const ratio = first / last;
  const perLayer = Math.max(ratio, 1 / ratio) ** (1 / (layers - 1));
  const kind = ratio < 1 / notable ? 'vanishes' : ratio > notable ? 'explodes' : 'steady';
  return { kind, ratio, perLayer };
}
