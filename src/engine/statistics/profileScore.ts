/** A point of a sketched profile: a layer, counted from 1, and a power of ten. */
export interface SketchPoint {
  readonly layer: number;
  readonly power: number;
}

/** The layers at which a profile of so many layers is sketched: at most `most`, the first always, the last never (it is 1). */
export function sketchLayers(layers: number, most = 7): readonly number[] {
  const count = Math.min(most, layers - 1);
  const places = Array.from({ length: count }, (_, i) => Math.round(1 + (i * (layers - 1)) / count));
  return [...new Set(places)];
}

/** The power of ten at every layer: straight lines through the points, 0 at the last layer. Points stand in order of layers. */
export function profileThrough(points: readonly SketchPoint[], layers: number): readonly number[] {
  const all = [...points, { layer: layers, power: 0 }];
  return Array.from({ length: layers }, (_, i) => {
    const layer = i + 1;
    const next = Math.max(
      1,
      all.findIndex((point) => point.layer >= layer),
    );
    const [a, b] = [all[next - 1]!, all[next] ?? all[next - 1]!];
    if (b.layer === a.layer) return a.power;
    return a.power + ((b.power - a.power) * (layer - a.layer)) / (b.layer - a.layer);
  });
}

/**
 * How far a predicted profile is from the measured one: the mean distance over the layers, in orders of magnitude. Layers
 * whose measured signal has no logarithm (0, or not finite) are left out; undefined if none is left.
 * @param predicted powers of ten, relative to the last layer
 * @param measured the signals themselves, the last layer's last
 */
export function profileScore(predicted: readonly number[], measured: readonly number[]): number | undefined {
  const last = measured.at(-1)!;
  const off = measured
    .slice(0, -1)
    .map((signal, l) => Math.abs(Math.log10(signal / last) - predicted[l]!))
    .filter(Number.isFinite);
  return off.length === 0 ? undefined : off.reduce((sum, one) => sum + one, 0) / off.length;
}
