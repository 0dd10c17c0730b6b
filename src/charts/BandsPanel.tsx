import { useMemo } from 'react';
import { BandMarks } from './BandMarks';
import { heightScale, type PanelProps, placeScale } from './bandAxes';
import { withUnit } from './format';
import { useEmphasis } from './highlight';
import { BandMark, LineMark } from './plot/marks';
import { type Hover, Plot } from './plot/Plot';
import { logAxis } from './scales';
import { TooltipBox } from './TooltipBox';
import type { BandSeries } from './types';

interface BandsPanelProps extends PanelProps {
  /** The hovered number on the common axis: tiles share it, although each has places of its own. */
  readonly hovered: Hover;
}

/** A line of fewer points is drawn with dots. */
const fewPoints = 3;

/** One pair of axes with lines and their bands, or with points and error bars. */
export function BandsPanel(props: BandsPanelProps) {
  const { series, axis, x, scale, extremes, mark, xMark, points = false, hovered } = props;
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const log = x.scale === 'log';
  const places = useMemo(
    () =>
      [...new Set(series.flatMap((one) => [...one.x]))]
        .filter((place) => !log || place > 0)
        .toSorted((a, b) => a - b),
    [series, log],
  );
  const at = hovered[0] === undefined ? -1 : places.indexOf(hovered[0]);
  const range = heightScale(props);
  return (
    <Plot
      places={{ kind: 'numbers', axis: placeScale(props), at: places, scale: x.scale ?? 'linear' }}
      up={{ axis: range, scale }}
      name={x.label}
      endLabels={series}
      hover={[
        at < 0 ? undefined : at,
        (place) => hovered[1](place === undefined ? undefined : places[place]),
      ]}
      tip={(place) => <Told series={series} axis={axis} x={x} at={places[place]!} />}
    >
      {(space) => {
        const { left, right, top, bottom } = space.area;
        return (
          <>
            {mark !== undefined && (
              <path
                d={`M${left},${space.y(mark)}H${right}`}
                stroke="var(--mantine-color-dimmed)"
                strokeDasharray="2 2"
              />
            )}
            {xMark !== undefined && Number.isFinite(space.across(xMark)) && (
              <path
                d={`M${space.across(xMark)},${top}V${bottom}`}
                stroke="var(--mantine-color-text)"
                strokeDasharray="4 3"
              />
            )}
            {!points &&
              series.map(({ id, color, x: own, low, high }) =>
                low && high ? (
                  <BandMark
                    key={`band-${id}`}
                    space={space}
                    x={(i) => space.across(own[i]!)}
                    low={low}
                    high={high}
                    color={color}
                    opacity={0.2 * emphasis(id)}
                    across
                  />
                ) : null,
              )}
            {!points &&
              series.map(({ id, color, dash, x: own, values }) => (
                <LineMark
                  key={id}
                  space={space}
                  x={(i) => space.across(own[i]!)}
                  values={values}
                  color={color}
                  dash={dash}
                  opacity={emphasis(id)}
                  dots={own.length < fewPoints ? 3 : undefined}
                  across
                />
              ))}
            {points && (
              <BandMarks
                space={space}
                series={series}
                floor={scale === 'log' ? logAxis(extremes).domain[0] : Number.NEGATIVE_INFINITY}
              />
            )}
          </>
        );
      }}
    </Plot>
  );
}

/** The values of all lines at one place. */
function Told({ series, axis, x, at }: Pick<PanelProps, 'series' | 'axis' | 'x'> & { readonly at: number }) {
  return (
    <TooltipBox
      title={`${x.label} ${at}`}
      rows={series.flatMap((one) => {
        const i = one.x.indexOf(at);
        const value = one.values[i];
        if (value === undefined || !Number.isFinite(value)) return [];
        return [
          { label: one.label, value: `${withUnit(value, axis)}${around(one, i, axis)}`, color: one.color },
        ];
      })}
    />
  );
}

const around = ({ low, high }: BandSeries, i: number, axis: PanelProps['axis']): string =>
  Number.isFinite(low?.[i]) && Number.isFinite(high?.[i])
    ? ` (${withUnit(low![i]!, axis)} … ${withUnit(high![i]!, axis)})`
    : '';
