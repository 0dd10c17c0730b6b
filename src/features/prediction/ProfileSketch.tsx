import { type PointerEvent, useRef } from 'react';
import { categoryColor } from '../../charts';
import type { SketchPoint } from '../../engine/statistics/profileScore';
import { useTranslation } from '../../locales/useTranslation';

/** The range of the sketch, in powers of ten relative to the last layer. */
const [least, greatest] = [-40, 20];
const [width, height] = [600, 170];
const margin = { left: 44, right: 12, top: 10, bottom: 20 };

interface ProfileSketchProps {
  readonly layers: number;
  readonly points: readonly SketchPoint[];
  /** The sketch at every layer. */
  readonly profile: readonly number[];
  /** The measured signals, drawn over the sketch. */
  readonly measured: readonly number[] | undefined;
  /** Undefined where the sketch is finished. */
  readonly onChange: ((point: number, power: number) => void) | undefined;
}

/** A profile to be sketched with the pointer, or with a slider for each of its points. */
export function ProfileSketch({ layers, points, profile, measured, onChange }: ProfileSketchProps) {
  const { t } = useTranslation('prediction');
  const picture = useRef<SVGSVGElement>(null);
  const x = (layer: number) =>
    margin.left + ((layer - 1) / Math.max(1, layers - 1)) * (width - margin.left - margin.right);
  const y = (power: number) =>
    margin.top + ((greatest - power) / (greatest - least)) * (height - margin.top - margin.bottom);
  const draw = (event: PointerEvent<SVGSVGElement>) => {
    if (!onChange || event.buttons === 0) return;
    event.preventDefault();
    const box = picture.current!.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * width;
    const place = ((event.clientY - box.top) / box.height) * height;
    const share = (place - margin.top) / (height - margin.top - margin.bottom);
    const power = Math.min(greatest, Math.max(least, greatest - share * (greatest - least)));
    const nearest = points.reduce(
      (best, point, i) => (Math.abs(x(point.layer) - at) < Math.abs(x(points[best]!.layer) - at) ? i : best),
      0,
    );
    onChange(nearest, Math.round(2 * power) / 2);
  };
  const line = (powers: readonly number[]) =>
    powers
      .map((power, l) => (Number.isFinite(power) ? `${x(l + 1)},${y(Math.max(least, power))}` : undefined))
      .filter((place) => place !== undefined)
      .join(' ');
  const last = measured?.at(-1);
  return (
    <>
      <svg
        ref={picture}
        viewBox={`0 0 ${width} ${height}`}
        className="sketch"
        data-open={onChange !== undefined}
        role="img"
        aria-label={t('picture')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          draw(event);
        }}
        onPointerMove={draw}
      >
        {[20, 0, -20, -40].map((power) => (
          <g key={power}>
            <line x1={margin.left} x2={width - margin.right} y1={y(power)} y2={y(power)} className="grid" />
            <text x={margin.left - 6} y={y(power) + 4} textAnchor="end">
              {power === 0 ? '1' : `10${raised(power)}`}
            </text>
          </g>
        ))}
        <text x={margin.left} y={height - 4}>
          {t('layer', { layer: 1 })}
        </text>
        <text x={width - margin.right} y={height - 4} textAnchor="end">
          {t('layer', { layer: layers })}
        </text>
        <polyline points={line(profile)} className="sketched" />
        {points.map(({ layer, power }) => (
          <circle key={layer} cx={x(layer)} cy={y(power)} r={5} className="handle" />
        ))}
        {measured && last !== undefined && (
          <polyline
            points={line(measured.map((signal) => Math.log10(signal / last)))}
            stroke={categoryColor(1)}
            className="measured"
          />
        )}
      </svg>
      {onChange && (
        <div className="sketch-sliders">
          {points.map(({ layer, power }, i) => (
            <label key={layer}>
              <span>
                {t('layer', { layer })} <b>{power === 0 ? '1' : `10${raised(power)}`}</b>
              </span>
              <input
                type="range"
                min={least}
                max={greatest}
                step={0.5}
                value={power}
                aria-valuetext={t('power', { power })}
                onChange={(event) => onChange(i, Number(event.currentTarget.value))}
              />
            </label>
          ))}
        </div>
      )}
    </>
  );
}

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number as an exponent. */
const raised = (power: number): string =>
  [...String(power)].map((sign) => (sign === '-' ? '⁻' : sign === '.' ? '·' : digits[Number(sign)])).join('');
