import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { overlap, usePointedLayers } from '../../store/pointedLayers';
import type { CodeLine } from '../../worker/code';
import { alike } from './alike';

/** The lines of the code. One that makes layers names them; under the pointer or with the focus it marks them in the network. */
export function CodeLines({ lines }: { readonly lines: readonly CodeLine[] }) {
  const { t } = useTranslation('code');
  const box = useRef<HTMLDivElement>(null);
  const hidden = useLab((lab) => hiddenLayers(lab.spec.network).length);
  const pointed = usePointedLayers((one) => one.layers);
  // The lines that make layers are one stop of the Tab key. Arrow keys move between them.
  const [stop, setStop] = useState(-1);
  const makers = lines.flatMap((line, i) => (line.layers ? [i] : []));
  const first = makers.includes(stop) ? stop : makers[0];
  // What a change or the pointer marks is brought into sight, but not from under the pointer.
  const changed = lines.findIndex((line) => line.changed || line.removed);
  useEffect(() => {
    if (lines.length > 0) show(box.current, changed);
  }, [changed, lines]);
  const marked = pointed ? lines.findIndex((line) => overlap(line.layers, pointed)) : -1;
  useEffect(() => {
    if (!box.current?.matches(':hover, :focus-within')) show(box.current, marked);
  }, [marked]);
  const move = (event: KeyboardEvent) => {
    const at = makers.indexOf(Number((event.target as HTMLElement).dataset.maker ?? -1));
    const last = makers.length - 1;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = makers[Math.min(last, Math.max(0, to))]!;
    setStop(next);
    box.current?.querySelector<HTMLElement>(`[data-maker="${next}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section ref={box} className="code-lines" tabIndex={0} aria-label={t('lines')} onKeyDown={move}>
      {lines.map((line, i) => (
        <Line
          key={i}
          line={line}
          number={i}
          hidden={hidden}
          stop={first === i}
          pointed={overlap(line.layers, pointed)}
        />
      ))}
    </section>
  );
}

/** Scrolls a line into sight, if there is one and it is out of it. Nothing else on the page moves. */
function show(box: HTMLElement | null, line: number): void {
  const element = box?.querySelector<HTMLElement>(`[data-line="${line}"]`);
  if (!box || !element) return;
  const top = element.offsetTop - box.offsetTop;
  if (top < box.scrollTop || top + element.offsetHeight > box.scrollTop + box.clientHeight)
    box.scrollTop = top - box.clientHeight / 3;
}

interface LineProps {
  readonly line: CodeLine;
  readonly number: number;
  /** The number of hidden layers. */
  readonly hidden: number;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  readonly pointed: boolean;
}

const Line = memo(function Line({ line, number, hidden, stop, pointed }: LineProps) {
  const { t } = useTranslation('code');
  const { pieces, layers, folded, changed, removed } = line;
  const point = (on: boolean) => usePointedLayers.getState().point(on ? layers : undefined);
  const marks = [changed && 'changed', removed && 'removed', pointed && 'pointed'].filter(Boolean).join(' ');
  return (
    <div
      className={`code-line ${marks}`}
      data-line={number}
      {...(layers ? { onPointerEnter: () => point(true), onPointerLeave: () => point(false) } : {})}
    >
      {layers ? (
        <button
          type="button"
          className="code-gutter"
          data-maker={number}
          tabIndex={stop ? 0 : -1}
          aria-label={t('maker', { line: number + 1, layers: layersName(layers, hidden, t('output')) })}
          onFocus={() => point(true)}
          onBlur={() => point(false)}
          onClick={() => layers[0] < hidden && useLab.getState().selectLayer(layers[0])}
        >
          {layersName(layers, hidden, t('output'))}
        </button>
      ) : (
        <span className="code-gutter" />
      )}
      <code>
        {removed !== undefined && (
          <span className="visually-hidden">{t('removed', { count: removed })} </span>
        )}
        {changed && <span className="visually-hidden">{t('changedLine')} </span>}
        {pieces.map(([color, text], i) => (
          <span key={i} className={color}>
            {folded === undefined ? text : text.replace('…', `… ${t('numbers', { count: folded })}`)}
          </span>
        ))}
      </code>
    </div>
  );
}, alike);

/** Layers by their numbers on the page, which counts from 1; the output layer by its name. */
function layersName([from, to]: readonly [number, number], hidden: number, output: string): string {
  if (from >= hidden) return output;
  return to - from > 1 ? `${from + 1}–${Math.min(to, hidden)}` : String(from + 1);
}
