import { categoryColor, formatNumber, PixelImage } from '../../../charts';
import { useTranslation } from '../../../locales/useTranslation';
import type { DistillationData } from '../../../worker/distillation';

/** Side of the picture, in CSS pixels. */
const side = 112;

interface SamplePictureProps {
  readonly data: DistillationData;
  readonly sample: number;
  readonly onPick: (sample: number) => void;
}

/** A picture of a test sample: an image's pixels, or the sample's position among the test samples in a plane. */
export function SamplePicture({ data, sample, onPick }: SamplePictureProps) {
  const { t } = useTranslation('distillationViews');
  const { image, testInputs, features, testLabels, outcomeNames, plane } = data;
  const name = outcomeNames[testLabels[sample]!];
  if (image) {
    return (
      <PixelImage
        {...image}
        values={testInputs.subarray(sample * features, (sample + 1) * features)}
        label={t('picture', { sample: sample + 1, class: name })}
        size={side}
      />
    );
  }
  if (plane !== 2) return null;
  return <Place data={data} sample={sample} onPick={onPick} />;
}

/** The test samples in the plane, with a ring around the picked one. A click picks the nearest. */
function Place({ data, sample, onPick }: SamplePictureProps) {
  const { t } = useTranslation('distillationViews');
  const points = testPoints(data);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const across = (x: number) => 6 + ((x - left) / (right - left || 1)) * (side - 12);
  const up = (y: number) => 6 + ((high - y) / (high - low || 1)) * (side - 12);
  const at = points[sample];
  return (
    <figure style={{ margin: 0 }}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider beside it picks by keyboard. */}
      <svg
        width={side}
        height={side}
        role="img"
        aria-label={t('place', {
          sample: sample + 1,
          x: formatNumber(at?.[0] ?? 0),
          y: formatNumber(at?.[1] ?? 0),
        })}
        style={{
          outline: '1px solid var(--mantine-color-default-border)',
          cursor: 'crosshair',
          display: 'block',
        }}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const [x, y] = [event.clientX - box.left, event.clientY - box.top];
          const distance = ([px, py]: readonly [number, number]) => Math.hypot(across(px) - x, up(py) - y);
          const nearest = points.reduce(
            (best, point, i) => (distance(point) < distance(points[best]!) ? i : best),
            0,
          );
          onPick(nearest);
        }}
      >
        {points.map(([x, y], i) => (
          <circle key={i} cx={across(x)} cy={up(y)} r={1.6} fill={categoryColor(data.testLabels[i]!)} />
        ))}
        {at && (
          <circle
            cx={across(at[0])}
            cy={up(at[1])}
            r={5}
            fill={categoryColor(data.testLabels[sample]!)}
            stroke="var(--mantine-color-text)"
            strokeWidth={2}
          />
        )}
      </svg>
      <figcaption style={{ fontSize: 11, color: 'var(--mantine-color-dimmed)' }}>
        {at && `(${formatNumber(at[0])}, ${formatNumber(at[1])})`}
      </figcaption>
    </figure>
  );
}

/** The positions of the first test samples, as many as can be picked. */
function testPoints({ points, trainPoints, testInputs, features }: DistillationData): [number, number][] {
  const count = Math.min(testInputs.length / features, points.length / 2 - trainPoints);
  return Array.from({ length: count }, (_, i) => [
    points[2 * (trainPoints + i)]!,
    points[2 * (trainPoints + i) + 1]!,
  ]);
}
