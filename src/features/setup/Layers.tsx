import { Button, Collapse, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { activations } from '../../engine/activations';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { type ExperimentSpec, hiddenLayers, limits } from '../../schema/experiment';
import { useField } from './editing';
import { NumberControl } from './NumberControl';

const widthMeta = { label: { en: '', 'zh-CN': '' }, help: { en: '', 'zh-CN': '' } };

/** The width and activation of each hidden layer. */
export function Layers() {
  const { t } = useTranslation('setup');
  const text = useText();
  const [open, setOpen] = useState(false);
  const { value: network, editAt } = useField<ExperimentSpec['network']>('network');
  const layers = hiddenLayers(network);
  const options = Object.entries(activations).map(([value, { title }]) => ({ value, label: text(title) }));
  return (
    <div>
      <Button variant="subtle" size="compact-xs" onClick={() => setOpen(!open)} aria-expanded={open}>
        {t('layerByLayer')}
      </Button>
      <Collapse expanded={open}>
        {open && (
          <div className="layer-settings">
            <Stack gap={4}>
              {layers.map(({ units, activation }, l) => (
                <Group key={l} gap={6} wrap="nowrap">
                  <Text size="xs" w={28} c="dimmed">
                    {l + 1}
                  </Text>
                  <div style={{ width: 70 }}>
                    <NumberControl
                      path={`network.hidden.${l}.units`}
                      label={t('unitsOf', { layer: l + 1 })}
                      value={units}
                      integer
                      min={1}
                      max={limits.width + 1000}
                      meta={widthMeta}
                      onChange={(next) => editAt(`network.hidden.${l}.units`, next)}
                    />
                  </div>
                  <NativeSelect
                    size="xs"
                    style={{ flex: 1 }}
                    aria-label={t('activationOf', { layer: l + 1 })}
                    data={options}
                    value={activation}
                    onChange={(event) => editAt(`network.hidden.${l}.activation`, event.currentTarget.value)}
                  />
                </Group>
              ))}
            </Stack>
          </div>
        )}
      </Collapse>
    </div>
  );
}
