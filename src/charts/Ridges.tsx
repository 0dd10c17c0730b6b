import { useTranslation } from '../locales/useTranslation';
import { axisText } from './axisText';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { joinSentences } from './plotData';
import { linearAxis, namesToWrite, rowsToWrite } from './scales';
import type { Counts, RidgesProps } from './types';

/** About so many lines of text fit beside the rows. */
const linesBeside = 14;

const left = 56;
const bottom = 30;
/** The drawing's own width and the height of a row; the drawing is stretched to the available space. */
const width = 1000;
const rowHeight = 100;
/** How far a ridge may extend into the row above. */
const overlap = 1.6;

/** Draws distributions one behind the other, by layer or by time, on one axis; heights are the logarithm of the counts. */
export function Ridges({
  meta,
  rows,
  axisLabel,
  rowLabel,
  steps,
  height = '100%',
  selected,
  onSelect,
}: RidgesProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const [low, high] = range(rows.map(({ counts }) => counts));
  const total = rows.length * rowHeight + overlap * rowHeight;
  const names = rows.map(({ name }) => name);
  const marked = new Set(steps ? rowsToWrite(steps).map((row) => names[row]!) : namesToWrite(names));
  // The last name has room for itself.
  const written = (name: string, row: number) =>
    marked.has(name) && (row === rows.length - 1 || rows.length - 1 - row >= rows.length / linesBeside);
  const spreadSentence = ({ name, counts }: (typeof rows)[number]) =>
    t('summary.distribution', {
      label: `${rowLabel} ${name}`,
      low: formatNumber(counts.low),
      high: formatNumber(counts.high),
      fullest: formatNumber(fullest(counts)),
    });
  const axis = linearAxis([low, high], { count: 6 });
  const place = (row: number) => ((overlap + row + 1) * rowHeight) / total;
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [
          rowLabel,
          { id: 'bin low', label: t('heads.binLow') },
          { id: 'bin high', label: t('heads.binHigh') },
          { id: 'count', label: t('heads.count') },
        ],
        rows: rows.flatMap(({ name, counts }) => {
          const step = (counts.high - counts.low) / counts.counts.length;
          return Array.from(counts.counts, (count, i) => [
            name,
            counts.low + i * step,
            counts.low + (i + 1) * step,
            count,
          ]);
        }),
      })}
      plot={() => ({
        sentence: joinSentences(
          [...new Set([0, Math.floor(rows.length / 2), rows.length - 1])].flatMap((i) =>
            rows[i] ? [spreadSentence(rows[i])] : [],
          ),
          t,
        ),
      })}
    >
      {() => (
        <>
          <svg
            viewBox={`0 0 ${width} ${total}`}
            preserveAspectRatio="none"
            aria-hidden
            style={{
              position: 'absolute',
              left,
              top: 0,
              width: `calc(100% - ${left + 8}px)`,
              height: `calc(100% - ${bottom}px)`,
            }}
          >
            {low < 0 && high > 0 && (
              <line
                x1={(width * -low) / (high - low)}
                x2={(width * -low) / (high - low)}
                y1={0}
                y2={total}
                stroke="var(--mantine-color-default-border)"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {rows.map(({ name, counts, color }, row) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the strip above picks a layer by keyboard.
              <path
                key={name}
                d={ridge(counts, low, high, place(row) * total)}
                fill={color}
                fillOpacity={selected === undefined || selected === row ? 0.75 : 0.35}
                stroke="var(--mantine-color-body)"
                vectorEffect="non-scaling-stroke"
                onClick={() => onSelect?.(row)}
                style={onSelect ? { cursor: 'pointer' } : undefined}
              >
                <title>{`${rowLabel} ${name}: ${formatNumber(counts.low)} … ${formatNumber(counts.high)}${counts.outside > 0 ? `; ${t('outside', { count: counts.outside })}` : ''}`}</title>
              </path>
            ))}
          </svg>
          <svg
            aria-hidden
            style={{ position: 'absolute', left: 0, top: 0, width: left, height: `calc(100% - ${bottom}px)` }}
          >
            {rows.map(({ name }, row) =>
              written(name, row) ? (
                <text key={name} x={left - 6} y={`${100 * place(row)}%`} textAnchor="end" {...axisText}>
                  {name}
                </text>
              ) : null,
            )}
          </svg>
          <svg
            aria-hidden
            style={{
              position: 'absolute',
              left,
              bottom: 0,
              width: `calc(100% - ${left + 8}px)`,
              height: bottom,
              overflow: 'visible',
            }}
          >
            {axis.ticks
              .filter((tick) => tick >= low && tick <= high)
              .map((tick) => (
                <text
                  key={tick}
                  x={`${(100 * (tick - low)) / (high - low)}%`}
                  y={12}
                  textAnchor="middle"
                  {...axisText}
                >
                  {axis.format(tick)}
                </text>
              ))}
            <text x="50%" y={26} textAnchor="middle" {...axisText}>
              {axisLabel}
            </text>
          </svg>
        </>
      )}
    </ChartFrame>
  );
}

/** The common range of all rows. */
function range(all: readonly Counts[]): [number, number] {
  const low = Math.min(...all.map((counts) => counts.low));
  const high = Math.max(...all.map((counts) => counts.high));
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** The centre of the fullest bin. */
function fullest({ low, high, counts }: Counts): number {
  let best = 0;
  for (let i = 1; i < counts.length; i++) if (counts[i]! > counts[best]!) best = i;
  return low + ((best + 0.5) * (high - low)) / counts.length;
}

/** The outline of one distribution with its base at `foot`; heights are log(1 + count), relative to the row's largest. */
function ridge({ low: from, high: to, counts }: Counts, low: number, high: number, foot: number): string {
  const most = Math.log1p(Math.max(...counts, 1));
  const x = (value: number) => ((width * (value - low)) / (high - low)).toFixed(1);
  const step = (to - from) / counts.length;
  const points = Array.from(
    counts,
    (count, i) =>
      `L${x(from + (i + 0.5) * step)} ${(foot - (overlap * rowHeight * Math.log1p(count)) / most).toFixed(1)}`,
  );
  return `M${x(from)} ${foot}${points.join('')}L${x(to)} ${foot}Z`;
}
