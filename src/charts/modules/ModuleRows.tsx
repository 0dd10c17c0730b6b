import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { comma } from '../../schema/names';
import { cellAt } from '../cellAt';
import { formatNorm, formatNumber, formatPercent } from '../format';
import { stepTicks } from '../scales';
import { TooltipBox } from '../TooltipBox';
import type { ModuleHeatmapProps } from '../types';
import styles from './ModuleRows.module.css';
import { drawModules, type ModuleScale } from './moduleColors';

/** Heights of a row in pixels: of few rows, and of many. */
const [tall, low, few] = [24, 18, 16];
/** The height beyond which rows are scrolled. */
const viewHeight = 540;

interface RowsProps extends ModuleHeatmapProps {
  readonly scale: ModuleScale;
  readonly large: boolean;
}

/** The tree of the modules and their cells. It scrolls, and draws only the rows in view. */
export function ModuleRows(props: RowsProps) {
  const { rows, steps, values, measured, scale, selected, onSelect, onToggle, large, cursor, onCursor } =
    props;
  const { t } = useTranslation('charts');
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [hover, setHover] = useState<{ row: number; column: number; x: number; y: number }>();
  const rowHeight = rows.length <= few ? tall : low;
  const whole = rows.length * rowHeight;
  const view = Math.min(whole, large ? Math.max(200, window.innerHeight - 240) : viewHeight);
  const columns = steps.length;
  const first = Math.max(0, Math.min(rows.length - 1, Math.floor(top / rowHeight)));
  const count = Math.min(rows.length - first, Math.ceil(view / rowHeight) + 1);
  const part = useMemo(() => {
    const [from, to] = [first * columns, (first + count) * columns];
    return { values: values.subarray(from, to), measured: measured.subarray(from, to) };
  }, [values, measured, first, count, columns]);
  useEffect(() => drawModules(canvas.current, part, columns, scale), [part, columns, scale]);
  const select = (row: number) => {
    const place = Math.max(0, Math.min(rows.length - 1, row));
    const target = rows[place];
    if (!target) return;
    onSelect(target.key);
    const box = scroller.current;
    if (!box) return;
    if (place * rowHeight < box.scrollTop) box.scrollTop = place * rowHeight;
    else if ((place + 1) * rowHeight > box.scrollTop + view) box.scrollTop = (place + 1) * rowHeight - view;
  };
  const at = rows.findIndex(({ key }) => key === selected);
  // A search or another run may leave fewer rows or columns under a pointer that rests.
  const hovered = hover && hover.row < rows.length && hover.column < columns ? hover : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    const target = rowAfter(event.key, at, rows.length, Math.floor(view / rowHeight));
    const folds =
      (event.key === 'ArrowRight' && row?.expanded === false) ||
      (event.key === 'ArrowLeft' && row?.expanded === true) ||
      (event.key === 'Enter' && row?.expanded !== undefined);
    if (target === undefined && !folds) return;
    event.preventDefault();
    if (target !== undefined) select(target);
    else onToggle(row!.key);
  };
  const place = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    if (rows.length === 0 || columns === 0) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { row: first + cellAt(y / box.height, count), column: cellAt(x / box.width, columns), x, y };
  };
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height: view }}
        role="tree"
        aria-label={t('modules')}
        tabIndex={0}
        aria-activedescendant={at >= first && at < first + count ? `${id}-${at}` : undefined}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: whole, position: 'relative' }}>
          <div className={styles.names} style={{ top: first * rowHeight }}>
            {rows.slice(first, first + count).map(({ key, label, type, depth, expanded, title }, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its rows.
              // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus, and names its active row.
              <div
                key={key}
                id={`${id}-${first + i}`}
                role="treeitem"
                aria-level={depth + 1}
                aria-selected={key === selected}
                {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
                className={styles.name}
                style={{ height: rowHeight, paddingLeft: 4 + 12 * depth }}
                title={title}
                onClick={() => {
                  onSelect(key);
                  if (expanded !== undefined) onToggle(key);
                }}
              >
                <span aria-hidden className={styles.mark}>
                  {expanded === undefined ? '' : expanded ? '▾' : '▸'}
                </span>
                <span className={styles.label}>{label}</span>
                <span className={styles.type}>{type}</span>
              </div>
            ))}
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a click adds to what the slider of the step does. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider of the step has keys. */}
          <div
            className={styles.cells}
            style={{ top: first * rowHeight, height: count * rowHeight }}
            onMouseMove={(event) => setHover(place(event))}
            onMouseLeave={() => setHover(undefined)}
            onClick={(event) => {
              const found = place(event);
              if (!found) return;
              onSelect(rows[found.row]!.key);
              onCursor(found.column);
            }}
          >
            <canvas ref={canvas} width={Math.max(1, columns)} height={count} className={styles.canvas} />
            {cursor !== undefined && (
              <div className={styles.cursor} style={{ left: `${(100 * (cursor + 0.5)) / columns}%` }} />
            )}
            {hovered && <Hovered {...props} {...hovered} below={hovered.row - first < count / 2} />}
          </div>
        </div>
      </div>
      <div className={styles.steps} aria-hidden>
        {stepTicks(steps).map(({ label, at }, i, all) => (
          <span
            key={at}
            style={{
              left: `${(100 * (at + 0.5)) / columns}%`,
              transform: `translateX(${i === 0 ? 0 : i === all.length - 1 ? -100 : -50}%)`,
            }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The row to which a key moves; undefined if it moves to none. */
function rowAfter(key: string, at: number, rows: number, page: number): number | undefined {
  const steps = new Map([
    ['ArrowDown', 1],
    ['ArrowUp', -1],
    ['PageDown', page],
    ['PageUp', -page],
  ]);
  if (key === 'Home') return 0;
  if (key === 'End') return rows - 1;
  const step = steps.get(key);
  return step === undefined ? undefined : at + step;
}

function Hovered({
  rows,
  steps,
  values,
  measured,
  axis,
  row,
  column,
  x,
  y,
  below,
}: RowsProps & { row: number; column: number; x: number; y: number; below: boolean }) {
  const { t } = useTranslation('charts');
  const text = useText();
  const { title, expanded } = rows[row]!;
  if (expanded === true) return null;
  const place = row * steps.length + column;
  const value = values[place]!;
  // What a real model recorded may be NaN itself, which is told.
  const format = axis.switchable && !Number.isNaN(value) ? formatNorm : formatNumber;
  const written = !measured[place] ? t('notMeasured') : axis.percent ? formatPercent(value) : format(value);
  return (
    <div
      style={{
        position: 'absolute',
        left: Math.max(0, x - 120),
        top: y + (below ? 14 : -64),
        zIndex: 2,
        pointerEvents: 'none',
      }}
    >
      <TooltipBox
        title={`${title}${text(comma)}${t('step')} ${steps[column]}`}
        rows={[{ label: axis.label, value: Number.isNaN(value) && measured[place] ? 'NaN' : written }]}
      />
    </div>
  );
}
