import { useRef, useState } from 'react';
import { categoryColor } from '../../charts';
import { type DrawnPoint, pointLimits } from '../../data/sets/points';
import { useTranslation } from '../../locales/useTranslation';
import { createRandom } from '../../random/random';
import { type Change, painted, reach, type Tool } from './paint';

interface DrawPlaneProps {
  readonly points: readonly DrawnPoint[];
  readonly tool: Tool;
  change(change: Change): void;
  choose(tool: Partial<Tool>): void;
}

/** The drawing's own side; it is scaled to its place. */
const side = 400;
const across = (x: number) => (side * (x + reach)) / (2 * reach);
const up = (y: number) => side - across(y);

/** Steps of the cursor by an arrow key, alone and with Shift. */
const steps = { fine: 0.05, coarse: 0.25 } as const;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The plane on which points are painted, by pointer or by keyboard. */
export function DrawPlane({ points, tool, change, choose }: DrawPlaneProps) {
  const { t } = useTranslation('draw');
  const [cursor, setCursor] = useState<readonly [number, number]>([0, 0]);
  const [focused, setFocused] = useState(false);
  const random = useRef(createRandom(Date.now() % 1_000_000, 'data'));
  const now = useRef(points);
  now.current = points;
  const last = useRef<readonly [number, number]>(undefined);

  const starts = useRef(true);
  const paint = (place: readonly [number, number], begins: boolean) => {
    starts.current ||= begins;
    const next = painted(now.current, tool, place, random.current);
    if (next === now.current) return;
    change({ kind: 'paint', points: next, starts: starts.current });
    starts.current = false;
    now.current = next;
  };
  const placeOf = (event: React.PointerEvent<SVGSVGElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((2 * (event.clientX - box.left)) / box.width - 1) * reach,
      (1 - (2 * (event.clientY - box.top)) / box.height) * reach,
    ];
  };
  const onKey = (event: React.KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (arrow) {
      const step = event.shiftKey ? steps.coarse : steps.fine;
      const moved = (value: number, by: number) =>
        Number(Math.max(-reach, Math.min(reach, value + by * step)).toFixed(3));
      setCursor(([x, y]) => [moved(x, arrow[0]), moved(y, arrow[1])]);
    } else if (event.key === 'Enter' || event.key === ' ') paint(cursor, true);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      const eraser = { ...tool, kind: 'eraser' } as const;
      change({ kind: 'paint', points: painted(points, eraser, cursor, random.current), starts: true });
    } else if (/^[1-9]$/.test(event.key) && Number(event.key) <= pointLimits.classes) {
      choose({ kind: 'brush', label: Number(event.key) - 1 });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <svg
        viewBox={`0 0 ${side} ${side}`}
        role="application"
        aria-label={t('plane')}
        aria-describedby="draw-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is a drawing surface with keys of its own.
        tabIndex={0}
        style={{
          width: '100%',
          maxWidth: 'min(520px, 54vh)',
          margin: '0 auto',
          aspectRatio: '1',
          touchAction: 'none',
          cursor: tool.kind === 'eraser' ? 'cell' : 'crosshair',
          border: '1px solid var(--mantine-color-default-border)',
        }}
        onKeyDown={onKey}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = placeOf(event);
          setCursor(last.current);
          paint(last.current, true);
        }}
        onPointerMove={(event) => {
          if (!last.current) return;
          const place = placeOf(event);
          const apart = Math.hypot(place[0] - last.current[0], place[1] - last.current[1]);
          // Dabs of a stroke stand apart, so that slow and fast strokes are as dense.
          if (apart < Math.max(0.05, tool.radius * 0.6) && tool.kind === 'brush') return;
          last.current = place;
          paint(place, false);
        }}
        onPointerUp={() => {
          last.current = undefined;
        }}
        onPointerCancel={() => {
          last.current = undefined;
        }}
      >
        <path
          d={`M${side / 2},0V${side}M0,${side / 2}H${side}`}
          stroke="var(--mantine-color-default-border)"
        />
        {points.map(([x, y, label], i) => (
          <circle
            key={i}
            cx={across(x)}
            cy={up(y)}
            r={4}
            fill={categoryColor(label)}
            stroke="var(--mantine-color-body)"
          />
        ))}
        {focused && (
          <circle
            cx={across(cursor[0])}
            cy={up(cursor[1])}
            r={Math.max(7, (tool.radius * side) / (2 * reach))}
            fill="none"
            stroke="var(--mantine-color-text)"
            strokeDasharray="3 2"
          />
        )}
      </svg>
      <span className="visually-hidden" role="status">
        {t('cursor', {
          x: cursor[0].toFixed(2),
          y: cursor[1].toFixed(2),
          label: tool.label,
          count: points.length,
        })}
      </span>
    </>
  );
}
