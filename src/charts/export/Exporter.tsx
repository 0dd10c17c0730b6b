import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { ExportDialog } from './ExportDialog';
import { captionOf, Figure } from './Figure';
import { framesOfView } from './frames';
import { laidOut, messageOf, saveFigure } from './save';

export interface ExporterProps {
  /** The chart whose menu was opened. */
  readonly id: string;
  /** The requested action: save the chart as it is on the page, or open the dialog. */
  readonly action: 'png' | 'svg' | 'dialog';
  readonly onDone: (fault?: string) => void;
}

/** Saves a chart as it is on the page, or opens the dialog for a figure of it. */
export default function Exporter(props: ExporterProps) {
  return props.action === 'dialog' ? (
    <ExportDialog id={props.id} onClose={() => props.onDone()} />
  ) : (
    <Quick {...props} action={props.action} />
  );
}

function Quick({ id, action, onDone }: ExporterProps & { readonly action: 'png' | 'svg' }) {
  const { t } = useTranslation('figure');
  const text = useText();
  const scheme = useComputedColorScheme();
  const figure = useRef<HTMLDivElement>(null);
  const [frames] = useState(() => framesOfView().filter(({ meta }) => meta.id === id));
  const settings = { size: 'screen', scheme, titled: true, caption: captionOf(frames, text) } as const;
  const began = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is saved once, as it was asked for.
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    laidOut(figure.current!)
      .then(() => saveFigure({ figure: figure.current!, frames, settings }, action))
      .then(() => onDone())
      .catch((error: unknown) =>
        onDone(
          t('exportFailed', {
            kind: action.toUpperCase(),
            message: messageOf(error),
          }),
        ),
      );
  }, []);
  return createPortal(<Figure ref={figure} frames={frames} {...settings} />, document.body);
}
