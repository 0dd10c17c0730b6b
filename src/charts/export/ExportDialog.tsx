import { Alert, Button, Checkbox, Group, Modal, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';
import { SegmentedControl } from '../SegmentedControl';
import { captionOf, Figure } from './Figure';
import { framesOfView } from './frames';
import { copyFigure, laidOut, messageOf, saveFigure, svgOf } from './save';
import { type FigureSettings, type Format, formats, hasPdf, type SizeName, sizes } from './settings';
import { svgText } from './svg';
import { hasTikz } from './tikz';

interface ExportDialogProps {
  /** The chart that is initially in the figure. */
  readonly id: string;
  readonly onClose: () => void;
}

/** The dialog for a figure's settings: its charts, file format, purpose, colour scheme and texts. */
export function ExportDialog({ id, onClose }: ExportDialogProps) {
  const { t } = useTranslation('figure');
  const text = useText();
  const [all] = useState(framesOfView);
  const [chosen, setChosen] = useState<readonly string[]>([id]);
  const [format, setFormat] = useState<Format>(hasPdf ? 'pdf' : 'svg');
  const [size, setSize] = useState<SizeName>('page');
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  const [titled, setTitled] = useState(true);
  const frames = all.filter(({ meta }) => chosen.includes(meta.id));
  const [typed, setTyped] = useState<string>();
  const caption = typed ?? captionOf(frames, text);
  const [laidCaption] = useDebouncedValue(caption, 300);
  const settings: FigureSettings = { size, scheme, titled, caption: laidCaption };
  const figure = useRef<HTMLDivElement>(null);
  const preview = usePreview(figure, { frames, settings });
  const [message, setMessage] = useState<{ readonly text: string; readonly bad: boolean }>();
  const drawable = format !== 'tikz' || frames.some((one) => hasTikz({ ...one.meta, plot: one.plot() }));
  const act = async (run: typeof saveFigure, done: string, failed: 'exportFailed' | 'copyFailed') => {
    try {
      setMessage(undefined);
      await laidOut(figure.current!);
      await run({ figure: figure.current!, frames, settings: { ...settings, caption } }, format);
      setMessage({ text: done, bad: false });
    } catch (error) {
      const text = t(failed, { kind: t(`formats.${format}`), message: messageOf(error) });
      setMessage({ text, bad: true });
    }
  };
  return (
    <>
      {createPortal(<Figure ref={figure} frames={frames} {...settings} />, document.body)}
      <Modal opened onClose={onClose} title={t('exportTitle')} size="min(1080px, 96vw)">
        <div
          style={{
            display: 'grid',
            gap: 16,
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
          }}
        >
          <Stack gap={10}>
            <Choice
              label={t('format')}
              value={format}
              of={formats}
              name={(one) => t(`formats.${one}`)}
              onPick={setFormat}
            />
            <Choice
              label={t('madeFor')}
              value={size}
              of={sizes}
              name={(one) => t(`sizes.${one}`)}
              onPick={setSize}
            />
            <Choice
              label={t('scheme')}
              value={scheme}
              of={['light', 'dark'] as const}
              name={(one) => t(`schemes.${one}`)}
              onPick={setScheme}
            />
            {all.length > 1 && (
              <Checkbox.Group label={t('chartsInFigure')} value={[...chosen]} onChange={setChosen} size="xs">
                <Stack gap={4} mt={4} mah={170} style={{ overflowY: 'auto' }}>
                  {all.map(({ meta }) => (
                    <Checkbox
                      key={meta.id}
                      size="xs"
                      value={meta.id}
                      label={meta.title}
                      disabled={chosen.length === 1 && chosen[0] === meta.id}
                    />
                  ))}
                </Stack>
              </Checkbox.Group>
            )}
            <Switch size="xs" label={t('withTitle')} checked={titled} onChange={() => setTitled(!titled)} />
            <Textarea
              size="xs"
              label={t('caption')}
              autosize
              minRows={2}
              maxRows={6}
              value={caption}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Group gap={8}>
              <Button
                size="xs"
                disabled={!drawable}
                onClick={() => void act(saveFigure, t('saved'), 'exportFailed')}
              >
                {t('save')}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={!drawable}
                onClick={() => void act(copyFigure, t('copied'), 'copyFailed')}
              >
                {t(format === 'pdf' || format === 'png' ? 'copyImage' : 'copyText')}
              </Button>
            </Group>
            <div role="status" style={{ minHeight: 44 }}>
              {!drawable && <Text size="xs">{t('noTikz')}</Text>}
              {message && (
                <Alert color={message.bad ? 'red' : 'teal'} p={6}>
                  {message.text}
                </Alert>
              )}
            </div>
          </Stack>
          <div
            style={{
              minHeight: 300,
              display: 'grid',
              placeItems: 'center',
              border: '1px solid var(--mantine-color-default-border)',
              background: 'var(--mantine-color-default-hover)',
            }}
          >
            {preview && (
              <img
                src={preview}
                alt={t('preview', {
                  titles: frames.map(({ meta }) => meta.title).join(text(enumerationComma)),
                })}
                style={{ maxWidth: '100%', maxHeight: '62vh', display: 'block' }}
              />
            )}
          </div>
        </div>
      </Modal>
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly of: readonly T[];
  readonly name: (value: T) => string;
  readonly onPick: (value: T) => void;
}

/** A choice among a few options. */
function Choice<T extends string>({ label, value, of, name, onPick }: ChoiceProps<T>) {
  return (
    <div>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      <SegmentedControl
        // On a phone a choice takes two lines.
        wraps
        aria-label={label}
        value={value}
        onChange={onPick}
        data={of.map((one) => ({ value: one, label: name(one) }))}
      />
    </div>
  );
}

/** The URL of a preview of the figure, renewed when its settings change. */
function usePreview(
  figure: { readonly current: HTMLDivElement | null },
  { frames, settings }: Omit<Parameters<typeof svgOf>[0], 'figure'>,
): string | undefined {
  const [address, setAddress] = useState<string>();
  const key = JSON.stringify([frames.map(({ meta }) => meta.id), settings]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all that the picture is made of.
  useEffect(() => {
    let wanted = true;
    let made: string | undefined;
    void laidOut(figure.current!).then(() => {
      if (!wanted || !figure.current) return;
      const text = svgText(svgOf({ figure: figure.current, frames, settings }));
      made = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
      setAddress(made);
    });
    return () => {
      wanted = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [key]);
  return address;
}
