import { useEffect, useState } from 'react';
import { categoryColor, PixelImage } from '../../../charts';
import type { Samples } from '../../../data/sets';
import { activationCurve, samplesOf, weightCounts } from './pictures';

/** The registries whose kinds have thumbnails. */
export type Pictured = 'data' | 'activation' | 'initializer';

interface ThumbnailProps {
  readonly of: Pictured;
  readonly kind: string;
  /** Side, in CSS pixels. */
  readonly size: number;
}

/** A picture of a kind: a data set's samples, an activation's curve, or an initializer's histogram of weights. */
export function Thumbnail({ of, kind, size }: ThumbnailProps) {
  if (of === 'data') return <DataThumbnail kind={kind} size={size} />;
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden>
      {of === 'activation' ? <Curve kind={kind} /> : <Histogram kind={kind} />}
    </svg>
  );
}

/** φ as a solid line, φ′ as a dashed line, over the axes. */
function Curve({ kind }: { readonly kind: string }) {
  const { z, value, slope } = activationCurve(kind);
  const line = (values: readonly number[]) =>
    values
      .map(
        (y, i) =>
          `${i === 0 ? 'M' : 'L'}${(20 + 4.6 * z[i]!).toFixed(1)},${(26 - 9 * Math.min(3, Math.max(-2, y))).toFixed(1)}`,
      )
      .join('');
  return (
    <>
      <path d="M0,26H40M20,0V40" stroke="var(--mantine-color-default-border)" />
      <path d={line(slope)} fill="none" stroke={categoryColor(1)} strokeDasharray="3 2" />
      <path d={line(value)} fill="none" stroke={categoryColor(0)} strokeWidth="2" />
    </>
  );
}

function Histogram({ kind }: { readonly kind: string }) {
  const counts = weightCounts(kind);
  const most = Math.max(...counts);
  const width = 40 / counts.length;
  return (
    <>
      {counts.map((count, i) => {
        const height = (36 * count) / most;
        return (
          <rect
            key={i}
            x={i * width}
            y={38 - height}
            width={width * 0.85}
            height={height}
            fill={categoryColor(0)}
          />
        );
      })}
      <path d="M0,38.5H40" stroke="var(--mantine-color-dimmed)" />
    </>
  );
}

function DataThumbnail({ kind, size }: { readonly kind: string; readonly size: number }) {
  const [samples, setSamples] = useState<Samples>();
  useEffect(() => {
    let current = true;
    void samplesOf(kind).then((found) => current && setSamples(found));
    return () => {
      current = false;
    };
  }, [kind]);
  if (!samples) return <span style={{ width: size, height: size, display: 'inline-block' }} />;
  const { points, image, inputs, outcome } = samples;
  if (image) {
    const { width, height } = image;
    return (
      <PixelImage
        label=""
        size={size}
        width={width}
        height={height}
        values={inputs.subarray(0, width * height)}
      />
    );
  }
  const places = points ? placesOf(points, outcome) : firstTwo(inputs, samples.features);
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden>
      {dotsByClass(places, outcome).map((dots, label) => (
        <path key={label} d={dots} stroke={categoryColor(label)} strokeWidth="2.6" strokeLinecap="round" />
      ))}
    </svg>
  );
}

/** The points of each class as one path of dots. */
function dotsByClass(places: readonly [number, number][], outcome: Samples['outcome']): string[] {
  const paths: string[] = [];
  places.forEach(([x, y], i) => {
    const label = outcome.task === 'classification' ? outcome.labels[i]! : 0;
    paths[label] = `${paths[label] ?? ''}M${x.toFixed(1)},${y.toFixed(1)}h0`;
  });
  return Array.from(paths, (path) => path ?? '');
}

/** The points of a plane, or of a line with the targets above it. */
function placesOf(points: Float64Array, outcome: Samples['outcome']): [number, number][] {
  const count = outcome.task === 'classification' ? outcome.labels.length : outcome.targets.length;
  const plane = points.length / count;
  return fitted(
    Array.from({ length: count }, (_, i) =>
      plane === 2 || outcome.task === 'classification'
        ? [points[plane * i]!, points[plane * i + 1] ?? 0]
        : [points[i]!, outcome.targets[i]!],
    ),
  );
}

/** The first two features of samples that are not in a plane. */
const firstTwo = (inputs: Float64Array, features: number): [number, number][] =>
  fitted(
    Array.from({ length: inputs.length / features }, (_, i) => [
      inputs[i * features]!,
      inputs[i * features + 1] ?? 0,
    ]),
  );

/** Scales points to the whole picture, with y upwards. */
function fitted(places: readonly [number, number][]): [number, number][] {
  const ends = (axis: 0 | 1) => {
    const values = places.map((place) => place[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[left, right], [low, high]] = [ends(0), ends(1)];
  const share = (value: number, from: number, to: number) => (to > from ? (value - from) / (to - from) : 0.5);
  return places.map(([x, y]) => [2 + 36 * share(x, left, right), 38 - 36 * share(y, low, high)]);
}
