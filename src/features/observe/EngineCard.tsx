import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import type { Backend } from '../../worker/protocol';
import type { CardProps } from '../setup';

/** The reason for the present engine, and each engine's measured speed. The user can choose any of them. */
export default function EngineCard({ backend, onClose }: CardProps & { readonly backend: Backend }) {
  const { t, i18n } = useTranslation('observe');
  const calibration = useLab((lab) => lab.calibration);
  const requested = useLab((lab) => lab.requestedBackend);
  const setBackend = useLab((lab) => lab.setBackend);
  const rate = (stepsPerSecond: number) =>
    t('engine.rate', {
      rate: new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3 }).format(stepsPerSecond),
    });
  const timings = calibration?.timings ?? [];
  const reason = () => {
    if (requested !== 'auto') return t('engine.pinned');
    if (backend === 'cpu') return t('engine.noWebAssembly');
    return timings.length > 0 ? t('engine.measured', { layers: calibration?.layers }) : t('engine.alone');
  };
  return (
    <Popover
      opened
      onChange={(open) => !open && onClose()}
      width={300}
      shadow="md"
      withinPortal
      withRoles={false}
      trapFocus
    >
      <Popover.Target>
        <span className="anchor" />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('engine.title', { backend })}>
        <Stack gap={8}>
          <Text size="sm">{t(`backends.${backend}`)}</Text>
          <Text size="xs" c="dimmed">
            {reason()}
          </Text>
          {timings.map((timing) => (
            <Group key={timing.backend} justify="space-between" gap={8}>
              <Text size="sm" fw={timing.backend === backend ? 600 : 400}>
                {timing.backend}
              </Text>
              <Group gap={8}>
                <Text size="sm">{rate(timing.stepsPerSecond)}</Text>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  disabled={requested === timing.backend}
                  onClick={() => setBackend(timing.backend)}
                >
                  {t('engine.use')}
                </Button>
              </Group>
            </Group>
          ))}
          {requested !== 'auto' && (
            <Button variant="default" size="compact-xs" onClick={() => setBackend('auto')}>
              {t('engine.automatic')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
