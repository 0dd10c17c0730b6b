import { Group, UnstyledButton } from '@mantine/core';
import { memo, useContext, useId } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { light } from './highlight';
import { markerPaths } from './markers';
import { SharedKeyContext } from './sharedKey';
import type { KeyEntry } from './types';
import './legend.css';

interface LegendProps {
  readonly entries: readonly KeyEntry[];
  /** Series that are hidden now; if it is undefined, entries cannot hide their series. */
  readonly hidden?: ReadonlySet<string>;
  readonly onToggle?: (id: string) => void;
}

/** The number of names that are shown without scrolling. */
const most = 13;

/**
 * Explains each line, dash, band, bar and marker of a chart, but for those that the view's own key explains. An entry
 * highlights its series, and can hide it if that is allowed.
 */
export const Legend = memo(function Legend({ entries: all, hidden, onToggle }: LegendProps) {
  const { t } = useTranslation('charts');
  const { ids } = useContext(SharedKeyContext);
  const entries = all.filter(({ id }) => !ids.has(id));
  if (entries.length === 0) return null;
  return (
    <Group
      className={entries.length > most ? 'chart-legend long' : 'chart-legend'}
      role="group"
      aria-label={t('legend')}
      gap="0 4px"
      justify="center"
    >
      {entries.map((entry) => {
        const { id, label } = entry;
        const lighting = {
          onMouseEnter: () => light(id),
          onMouseLeave: () => light(undefined),
        };
        return onToggle && entry.fixed !== true ? (
          <UnstyledButton
            key={id}
            className="chart-key"
            aria-pressed={!hidden?.has(id)}
            onClick={() => onToggle(id)}
            onFocus={() => light(id)}
            onBlur={() => light(undefined)}
            {...lighting}
          >
            <Mark {...entry} />
            {label}
          </UnstyledButton>
        ) : (
          <span key={id} className="chart-key" {...lighting}>
            <Mark {...entry} />
            {label}
          </span>
        );
      })}
    </Group>
  );
}, sameLegend);

/** Whether two legends say the same, so that a chart drawn again many times a second leaves its legend alone. */
function sameLegend(before: LegendProps, now: LegendProps): boolean {
  const looks = ({ entries }: LegendProps) =>
    entries.map(({ id, label, color, dash, marker, shape, fixed }) => [
      id,
      label,
      color,
      dash,
      marker,
      shape,
      fixed,
    ]);
  const hidden = (props: LegendProps) => [...(props.hidden ?? [])];
  return (
    before.onToggle === now.onToggle &&
    hidden(before).join() === hidden(now).join() &&
    JSON.stringify(looks(before)) === JSON.stringify(looks(now))
  );
}

/** Draws the key: a line with its dash and marker, a bar, a band, or a point. */
function Mark({ color, dash, marker, shape = marker ? 'point' : 'line' }: KeyEntry) {
  const hatch = useId();
  return (
    <svg width="22" height="12" aria-hidden style={{ flexShrink: 0 }}>
      {shape === 'band' && <rect x="1" y="1" width="20" height="10" fill={color} fillOpacity="0.3" />}
      {shape === 'bar' && <rect x="6" y="1" width="10" height="10" fill={color} />}
      {shape === 'hatch' && (
        <>
          <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse">
            <path d="M0,4L4,0" stroke={color} strokeWidth="1.2" />
          </pattern>
          <rect x="5" y="1" width="12" height="10" fill={`url(#${hatch})`} stroke={color} strokeWidth="0.6" />
        </>
      )}
      {(shape === 'line' || shape === 'lineAndBand') && (
        <>
          {shape === 'lineAndBand' && (
            <rect x="1" y="1" width="20" height="10" fill={color} fillOpacity="0.25" />
          )}
          <line x1="1" x2="21" y1="6" y2="6" stroke={color} strokeWidth="2" strokeDasharray={dash} />
        </>
      )}
      {marker && <path d={markerPaths[marker]} transform="translate(11 6) scale(4)" fill={color} />}
      {shape === 'cross' && <path d="M8,3L14,9M8,9L14,3" stroke={color} strokeWidth="1.3" fill="none" />}
      {shape === 'errorBar' && (
        <path d="M8,1h6M11,1V11M8,11h6" stroke={color} strokeWidth="1.3" fill="none" />
      )}
      {shape === 'ring' && <circle cx="11" cy="6" r="3.5" fill="none" stroke={color} strokeWidth="1.3" />}
      {shape === 'point' && !marker && <circle cx="11" cy="6" r="3.8" fill={color} />}
    </svg>
  );
}
