import { Button, NativeSelect } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { Entry } from '../../base/entry';
import { activations } from '../../engine/activations';
import { initializers } from '../../engine/initializers';
import { lazyPart } from '../../locales/lazyPart';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers, limits } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { NumberField } from '../typedField';

const SettingsDrawer = lazyPart(() => import('./SettingsDrawer'));

/** The most used settings in a bar that stays visible, and a drawer for the rest. */
export default function QuickSettings() {
  const { t } = useTranslation('start');
  const text = useText();
  const spec = useLab((lab) => lab.spec);
  const { edit } = useLab.getState();
  // A link to a control opens the drawer that contains it.
  const [open, setOpen] = useState(() => new URLSearchParams(globalThis.location?.search ?? '').has('at'));
  const layers = hiddenLayers(spec.network);
  const { kind } = spec.network.initializer;
  const options = (registry: Readonly<Record<string, Entry>>) =>
    Object.entries(registry).map(([value, { title }]) => ({ value, label: text(title) }));
  return (
    <div className="quick">
      <NativeSelect
        size="xs"
        aria-label={t('quickActivation')}
        data={options(activations)}
        value={spec.network.activation ?? layers[0]!.activation}
        onChange={(event) => edit('network.activation', event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('quickInitializer')}
        data={[
          ...options(initializers),
          ...(kind === 'inline' ? [{ value: 'inline', label: t('ownWeights') }] : []),
        ]}
        value={kind}
        onChange={(event) => edit('network.initializer.kind', event.currentTarget.value)}
      />
      <NumberField
        name={t('quickDepth')}
        sign={t('quickDepthSign')}
        width={104}
        min={1}
        max={limits.depth}
        integer
        value={layers.length}
        onChange={(depth) => edit('network.depth', depth)}
      />
      <NumberField
        name={t('quickRate')}
        sign={t('quickRateSign')}
        width={108}
        min={0}
        value={spec.training.optimizer.learningRate}
        onChange={(rate) => edit('training.optimizer.learningRate', rate)}
      />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconAdjustments size={14} />}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {t('allSettings')}
      </Button>
      {open && (
        <Suspense>
          <SettingsDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
