import { Button, Group, Modal, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Problem } from '../../base/problem';
import { type ActivationName, activations } from '../../engine/activations';
import {
  experimentWithChoices,
  guessLayers,
  type LayerChoice,
  namedActivation,
  type OpenedWeights,
  ownActivation,
} from '../../exports/weights';
import { useLanguage, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';
import { useLab } from '../../store/lab';
import { useMatching } from '../../store/matching';
import { LayerRow } from './LayerRow';
import { type Fault, matched } from './matched';

/** The dialog in which the tensors of a file become the layers of a network. */
export default function MatchDialog() {
  const opened = useMatching((matching) => matching.opened);
  return opened ? <Match key={opened.file} opened={opened} /> : null;
}

function Match({ opened }: { readonly opened: OpenedWeights }) {
  const { t } = useTranslation('weights');
  const text = useText();
  const language = useLanguage();
  const close = useMatching((matching) => matching.close);
  const { file, tensors, ends } = opened;
  const guess = useMemo(() => guessLayers(tensors, ends), [tensors, ends]);
  const [choices, setChoices] = useState<readonly LayerChoice[]>(guess.length > 1 ? guess : [...guess, {}]);
  const [activation, setActivation] = useState<ActivationName>(
    () => namedActivation(tensors) ?? ownActivation(useLab.getState().spec),
  );
  const [problem, setProblem] = useState<Problem>();
  const { rows, fault, unused } = matched(tensors, choices, ends);
  const change = (layer: number, changes: LayerChoice) =>
    setChoices((before) => before.map((one, l) => (l === layer ? { ...one, ...changes } : one)));
  const use = () => {
    const { spec, open, go } = useLab.getState();
    try {
      open(experimentWithChoices(spec, tensors, choices, ends.features, activation, file));
      close();
      go('lab');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  const faultText = (found: Fault) => t(`faults.${found.kind}`, { ...found, layer: found.layer + 1 });
  return (
    <Modal opened onClose={close} size="min(860px, 96vw)" title={t('title', { file })}>
      <Stack gap="sm">
        <Text size="sm">{t('help', { ...ends })}</Text>
        <Table.ScrollContainer minWidth={460}>
          <Table verticalSpacing={4} aria-label={t('layers')}>
            <Table.Thead>
              <Table.Tr>
                {(['layer', 'weights', 'direction', 'biases'] as const).map((column) => (
                  <Table.Th key={column}>{t(column)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, layer) => (
                <LayerRow
                  key={layer}
                  name={layer === rows.length - 1 ? t('output') : String(layer + 1)}
                  row={row}
                  change={(changes) => change(layer, changes)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group gap="xs" align="end">
          <Button size="compact-sm" variant="default" onClick={() => setChoices((before) => [...before, {}])}>
            {t('add')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={choices.length < 3}
            onClick={() => setChoices((before) => before.slice(0, -1))}
          >
            {t('remove')}
          </Button>
          <NativeSelect
            size="xs"
            label={t('activation')}
            value={activation}
            onChange={(event) => setActivation(event.currentTarget.value as ActivationName)}
            data={Object.entries(activations).map(([value, { title }]) => ({ value, label: text(title) }))}
          />
        </Group>
        {unused.length > 0 && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('unused', {
              names:
                unused
                  .slice(0, 12)
                  .map((name) => name.slice(0, 60))
                  .join(text(enumerationComma)) + (unused.length > 12 ? ' …' : ''),
            })}
          </Text>
        )}
        <Group justify="flex-end">
          <Text size="sm" role="status" c={fault || problem ? 'red' : 'dimmed'} style={{ flex: 1 }}>
            {problem
              ? problem.in(language)
              : fault
                ? faultText(fault)
                : t('fits', { count: rows.length - 1 })}
          </Text>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button disabled={fault !== undefined} onClick={use}>
            {t('use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
