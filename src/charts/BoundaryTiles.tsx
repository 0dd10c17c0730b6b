import { useMemo, useState } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { formatNumber, formatPercent } from './format';
import { categoryColor } from './palette';
import { decisions, disagreement } from './plane/decisions';
import { HatchCanvas } from './plane/HatchCanvas';
import { type Place, Plane, placeCentre } from './plane/Plane';
import { PlaneLegend } from './plane/PlaneLegend';
import { decidedShares } from './plane/planeSentence';
import { type PlaneColors, wholePlane } from './plane/SurfaceCanvas';
import { joinSentences } from './plotData';
import type { BoundaryTilesProps, Surface } from './types';
import { wrapped } from './wrapped';

const classColors: PlaneColors = { kind: 'classes' };
/** Width of a tile, in CSS pixels. */
const narrowest = 150;
const widest = { small: 240, large: 420 };

/** Table rows: every place of the plane with the decision of each model. */
export function tilesTable({ classNames, tiles }: BoundaryTilesProps): ChartTable {
  const decided = tiles.map(({ surface }) => decisions(surface));
  const first = tiles[0]?.surface;
  return {
    columns: ['x', 'y', ...tiles.map(({ label }) => label)],
    rows: Array.from(decided[0] ?? [], (_, i) => {
      const place = { row: Math.floor(i / first!.resolution), column: i % first!.resolution };
      return [
        ...placeCentre(first!, place),
        ...decided.map((classes) => classNames[classes[i]!] ?? classes[i]!),
      ];
    }),
  };
}

/** Draws decision boundaries side by side on the same axes; places where a model differs from the first are hatched. */
export function BoundaryTiles(props: BoundaryTilesProps) {
  const { meta, classNames, data, extra, tiles } = props;
  const { t } = useTranslation('charts');
  const [place, setPlace] = useState<Place>();
  const first = tiles[0];
  const names = tiles.map(({ label }) => wrapped(label));
  const rows = Math.max(1, ...names.map(({ length }) => length));
  const tell = (at: Place) => {
    const [x, y] = placeCentre(first!.surface, at).map(formatNumber);
    return {
      title: `${t('here')} (${x}, ${y})`,
      rows: tiles.map(({ label, surface }) => {
        const { decided, probability } = decidedAt(surface, at);
        return {
          label,
          value: `${classNames[decided] ?? decided} (${formatPercent(probability)})`,
          color: categoryColor(decided),
        };
      }),
    };
  };
  return (
    <ChartFrame
      meta={meta}
      height="auto"
      table={() => tilesTable(props)}
      plot={() => ({
        sentence: joinSentences(
          tiles.map(({ label, surface }) =>
            t('summary.decided', { label, shares: decidedShares(surface, classNames, t) }),
          ),
          t,
        ),
      })}
      legend={
        <PlaneLegend
          classNames={classNames}
          extra={extra?.label}
          against={tiles.length > 1 ? first?.label : undefined}
        />
      }
    >
      {(_, large) => (
        <div
          style={{
            display: 'grid',
            gap: 10,
            gridTemplateColumns: `repeat(auto-fit, minmax(${narrowest}px, 1fr))`,
            maxWidth: tiles.length * (widest[large ? 'large' : 'small'] + 10),
            margin: '0 auto',
          }}
        >
          {tiles.map(({ id, label, surface }, i) => (
            <div key={id} style={{ minWidth: 0, maxWidth: widest[large ? 'large' : 'small'] }}>
              <Lines text={label} lines={names[i]!} rows={rows} />
              <Tile
                surface={surface}
                first={first!.surface}
                data={data}
                extra={extra}
                tell={tell}
                place={place}
                onPlace={setPlace}
                caption={(share) =>
                  surface === first!.surface
                    ? t('comparedAgainst')
                    : t('differsOn', { share: formatPercent(share) })
                }
              />
            </div>
          ))}
        </div>
      )}
    </ChartFrame>
  );
}

/** The likeliest class at a place, and its probability. */
function decidedAt({ resolution, outputs, values }: Surface, { row, column }: Place) {
  const start = (row * resolution + column) * outputs;
  let decided = 0;
  for (let k = 1; k < outputs; k++) if (values[start + k]! > values[start + decided]!) decided = k;
  return { decided, probability: values[start + decided]! };
}

interface TileProps extends Pick<BoundaryTilesProps, 'data' | 'extra'> {
  readonly surface: Surface;
  readonly first: Surface;
  readonly tell: Parameters<typeof Plane>[0]['tell'];
  readonly place: Place | undefined;
  readonly onPlace: (place: Place | undefined) => void;
  readonly caption: (share: number) => string;
}

function Tile({ surface, first, data, extra, tell, place, onPlace, caption }: TileProps) {
  const { where, share } = useMemo(() => disagreement(first, surface), [first, surface]);
  const { resolution } = surface;
  return (
    <>
      <div style={{ aspectRatio: '1' }}>
        <Plane surface={surface} colors={classColors} data={data} extra={extra} tell={tell} onPlace={onPlace}>
          {share > 0 && <HatchCanvas resolution={resolution} where={where} />}
          {place && (
            <svg viewBox={`0 0 ${resolution} ${resolution}`} aria-hidden style={wholePlane}>
              <path
                d={`M${place.column + 0.5},0v${resolution}M0,${resolution - 0.5 - place.row}h${resolution}`}
                stroke="#1a1a1a"
                strokeWidth={1}
                strokeDasharray="3 3"
                vectorEffect="non-scaling-stroke"
                fill="none"
              />
            </svg>
          )}
        </Plane>
      </div>
      <Lines text={caption(share)} lines={[caption(share)]} dimmed />
    </>
  );
}

interface LinesProps {
  readonly text: string;
  readonly lines: readonly string[];
  /** The lines that fit, if there are too many. */
  readonly rows?: number;
  readonly dimmed?: boolean;
}

/** Texts that are also part of the exported picture. */
function Lines({ text, lines, rows = lines.length, dimmed = false }: LinesProps) {
  return (
    <svg width="100%" height={2 + 16 * rows} aria-hidden style={{ display: 'block' }}>
      <title>{text}</title>
      {lines.map((line, i) => (
        <text
          key={line}
          x="50%"
          y={13 + 16 * (rows - lines.length + i)}
          textAnchor="middle"
          fontSize={12}
          fontWeight={dimmed ? 400 : 600}
          fill={dimmed ? 'var(--mantine-color-dimmed)' : 'var(--mantine-color-text)'}
        >
          {line}
        </text>
      ))}
    </svg>
  );
}
