import { Chip, Group, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import './embed.css';
import { isLanguage, languages } from '../../base/languages';
import { useText } from '../../locales/useText';
import type { ExperimentSpec } from '../../schema/experiment';
import { fieldsOf } from '../../schema/fields';
import { NumberField } from '../typedField';
import { CopyText } from './CopyText';
import { type EmbedOptions, embedAddress, embedCharts, embedCode, runControls } from './options';
import { QrCode } from './QrCode';

interface ShareDialogProps {
  readonly link: string;
  /** The name of what the link opens. */
  readonly title: string;
  /** The experiment or the figure that can stand in another page; a link to anything else cannot. */
  readonly embeds?: { readonly experiment?: ExperimentSpec | undefined } | undefined;
  readonly onClose: () => void;
}

/** A link as a QR code, and the markup that puts what it opens into another page. */
export function ShareDialog({ link, title, embeds, onClose }: ShareDialogProps) {
  const { t } = useTranslation('embed');
  return (
    <Modal opened onClose={onClose} title={t('share')} size="lg">
      <Group gap={16} align="flex-start">
        <QrCode link={link} />
        <div style={{ flex: '1 1 220px' }}>
          <TextInput
            label={t('link')}
            readOnly
            value={link}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyText text={link} label={t('copyLink')} />
        </div>
      </Group>
      {embeds && <EmbedCode link={link} title={title} experiment={embeds.experiment} />}
    </Modal>
  );
}

function EmbedCode({
  link,
  title,
  experiment,
}: {
  readonly link: string;
  readonly title: string;
  readonly experiment: ExperimentSpec | undefined;
}) {
  const { t } = useTranslation('embed');
  const text = useText();
  const [options, setOptions] = useState<EmbedOptions>({
    theme: 'auto',
    language: undefined,
    chart: 'signal',
    controls: ['play', 'step', 'reset'],
  });
  const [[width, height], setSize] = useState<readonly [number, number]>([640, 420]);
  const set = (change: Partial<EmbedOptions>) => setOptions({ ...options, ...change });
  const code = embedCode(embedAddress(link, options), title, width, height);
  const choices = [
    ...runControls.map((name) => ({ value: name as string, label: t(name) })),
    ...(experiment ? fieldsOf(experiment) : []).map(({ path, label }) => ({
      value: path,
      label: text(label),
    })),
  ];
  const size = (at: 0 | 1, label: string, least: number) => (
    <NumberField
      name={label}
      width={72}
      label={label}
      min={least}
      max={4000}
      step={1}
      integer
      value={at === 0 ? width : height}
      onChange={(value) => setSize(at === 0 ? [value, height] : [width, value])}
    />
  );
  return (
    <>
      <h3>{t('embed')}</h3>
      <p>{t('embedHelp')}</p>
      <Group gap={10} align="flex-start">
        <NativeSelect
          size="xs"
          label={t('theme')}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
          value={options.theme}
          onChange={(event) => set({ theme: event.currentTarget.value as EmbedOptions['theme'] })}
        />
        <NativeSelect
          size="xs"
          label={t('language')}
          data={[
            { value: '', label: t('ofBrowser') },
            ...Object.entries(languages).map(([value, label]) => ({ value, label })),
          ]}
          value={options.language ?? ''}
          onChange={({ currentTarget: { value } }) =>
            set({ language: isLanguage(value) ? value : undefined })
          }
        />
        {experiment && (
          <NativeSelect
            size="xs"
            label={t('chart')}
            data={embedCharts.map((value) => ({ value, label: t(value) }))}
            value={options.chart}
            onChange={(event) => set({ chart: event.currentTarget.value as EmbedOptions['chart'] })}
          />
        )}
        {size(0, t('width'), 480)}
        {size(1, t('height'), 320)}
      </Group>
      {experiment && (
        <fieldset className="embed-choices">
          <legend>{t('controls')}</legend>
          <Chip.Group
            multiple
            value={[...options.controls]}
            onChange={(chosen) =>
              set({ controls: choices.map(({ value }) => value).filter((value) => chosen.includes(value)) })
            }
          >
            <Group gap={4}>
              {choices.map(({ value, label }) => (
                <Chip key={value} value={value} size="xs">
                  {label}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </fieldset>
      )}
      <Textarea
        className="embed-code"
        label={t('code')}
        readOnly
        autosize
        maxRows={5}
        value={code}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyText text={code} label={t('copyCode')} />
    </>
  );
}
