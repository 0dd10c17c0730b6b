import { Alert, Box, Group, Modal, Text } from '@mantine/core';
import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { loadWords } from '../locales/i18n';
import { lazyPart } from '../locales/lazyPart';
import { useTranslation } from '../locales/useTranslation';
import { ChartControls, ChartTitle, type HeadAction } from './ChartHead';
import { useChartChoice } from './chartChoices';
import type { ChartTable } from './export/csv';
import { download } from './export/download';
import type { ExporterProps } from './export/Exporter';
import { type Frame, mountFrame } from './export/frames';
import { type PlotData, sentenceOf } from './plotData';
import { alone, SharedKeyContext } from './sharedKey';
import type { Axis, ChartMeta } from './types';

const Exporter = lazyPart(async () => {
  const [found] = await Promise.all([import('./export/Exporter'), loadWords('figure')]);
  return found;
});
const NumberTable = lazyPart(() => import('./NumberTable'));

interface ChartFrameProps {
  readonly meta: ChartMeta;
  /** The numbers behind the picture, computed on request. */
  readonly table: () => ChartTable;
  /** A sentence for screen readers about what the picture shows now. */
  readonly plot: (scale: 'linear' | 'log') => PlotData;
  readonly axis?: Axis | undefined;
  /** The chart's own controls, beside the scale switch. */
  readonly tools?: ReactNode;
  readonly legend?: ReactNode;
  /** Height in pixels or as a CSS length. */
  readonly height: number | string;
  /** Whether the picture keeps its shape at any width, as a diagram does and a plot does not. */
  readonly keepsShape?: boolean;
  /** Whether something in the picture can get keyboard focus: then its role is a group, not an image. */
  readonly interactive?: boolean;
  /** What a saved figure shows if it differs from the page's picture, e.g. all rows of one that is scrolled. */
  readonly figure?: (scale: 'linear' | 'log') => ReactNode;
  /** Draws the chart for a scale; it is told whether the chart fills the window. */
  readonly children: (scale: 'linear' | 'log', large: boolean) => ReactNode;
}

/** The frame of every chart: title, explanation, scale switch, full window, numbers, export, legend. */
export function ChartFrame({
  meta,
  table,
  plot,
  axis,
  tools,
  legend,
  height,
  keepsShape = false,
  interactive = false,
  figure,
  children,
}: ChartFrameProps) {
  const { t } = useTranslation('charts');
  const { id } = meta;
  const usual = axis?.scale ?? 'linear';
  const [[chosen], choose] = useChartChoice('scale', id);
  // Another quantity may leave nothing to choose.
  const scale = axis?.switchable && (chosen === 'linear' || chosen === 'log') ? chosen : usual;
  const [large, setLarge] = useState(false);
  const [numbers, setNumbers] = useState(false);
  const [fault, setFault] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const [exporting, setExporting] = useState<ExporterProps['action']>();

  const fills = height === '100%';

  const frame = useRef<() => Frame>(undefined);
  frame.current = () => ({
    meta,
    scale,
    height,
    keepsShape,
    size: () => box.current?.getBoundingClientRect() ?? { width: 400, height: 300 },
    picture: () => (figure ? figure(scale) : children(scale, false)),
    legend,
    table,
    plot: () => plot(scale),
  });
  useEffect(() => mountFrame(id, () => frame.current!()), [id]);
  const saveNumbers = async () => {
    const { csvFile } = await import('./export/csv');
    download(`${id}.csv`, csvFile(meta, table()), 'text/csv');
  };
  const exported = (message?: string) => {
    setExporting(undefined);
    setFault(message);
  };
  const start = (action: ExporterProps['action']) => {
    setFault(undefined);
    setExporting(action);
  };

  const acts = useRef<(act: HeadAction) => void>(undefined);
  acts.current = (act) => {
    if (act === 'linear' || act === 'log') choose(act === usual ? [] : [act]);
    else if (act === 'large') setLarge(!large);
    else if (act === 'numbers') setNumbers(true);
    else if (act === 'csv') void saveNumbers();
    else start(act);
  };
  const act = useCallback((one: HeadAction) => acts.current!(one), []);
  const controls = (
    <Group gap={6} wrap="nowrap" ml="auto">
      {tools}
      <ChartControls
        title={meta.title}
        scale={axis?.switchable ? scale : undefined}
        large={large}
        act={act}
      />
    </Group>
  );
  const body = (tall: number | string) => (
    <>
      {fault && (
        // The message lies over the picture, so that the rest of the page does not move.
        <Alert
          color="red"
          role="alert"
          p={6}
          withCloseButton
          closeButtonLabel={t('close')}
          onClose={() => setFault(undefined)}
          style={{ position: 'absolute', zIndex: 3, left: 8, right: 8, top: 34 }}
        >
          {fault}
        </Alert>
      )}
      <Box
        ref={box}
        className={tall === '100%' ? 'chart-picture chart-fills' : 'chart-picture'}
        role={interactive ? 'group' : 'img'}
        aria-label={`${meta.title}. ${sentenceOf(plot(scale), t)}`}
        aria-description={meta.description}
        {...(tall === '100%' ? {} : { h: tall, style: { position: 'relative', flexShrink: 0 } })}
      >
        {children(scale, large)}
      </Box>
      <div style={{ display: 'flex', flexDirection: 'column' }}>{legend}</div>
    </>
  );
  return (
    <Box
      component="section"
      id={meta.id}
      style={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        position: 'relative',
        ...(fills ? { height: '100%' } : {}),
      }}
    >
      {/* As high as its buttons, also while the page is still read. */}
      <Group gap={6} wrap={tools ? 'wrap' : 'nowrap'} mih={tools ? 31 : 28}>
        <ChartTitle title={meta.title} description={meta.description} />
        {!large && controls}
      </Group>
      {large ? (
        <Modal opened fullScreen onClose={() => setLarge(false)} title={meta.title}>
          {controls}
          <SharedKeyContext.Provider value={alone}>{body('calc(100vh - 160px)')}</SharedKeyContext.Provider>
          <Text size="xs" c="dimmed">
            {meta.caption()}
          </Text>
        </Modal>
      ) : (
        body(height)
      )}
      {numbers && (
        <Suspense>
          <NumberTable meta={meta} table={table} onClose={() => setNumbers(false)} />
        </Suspense>
      )}
      {exporting && (
        <Suspense>
          <Exporter key={exporting} id={id} action={exporting} onDone={exported} />
        </Suspense>
      )}
    </Box>
  );
}
