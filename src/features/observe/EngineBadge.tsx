import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/lab';

/** The present engine, the reason for it, and each engine's measured speed. The user can choose any of them. */
export function EngineBadge() {
  const { t, i18n } = useTranslation('observe');
  const backend = useLab((lab) => lab.backend);
  const calibration = useLab((lab) => lab.calibration);
  const requested = useLab((lab) => lab.requestedBackend);
  const setBackend = useLab((lab) => lab.setBackend);
  if (!backend) return null;
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
    <Popover width={300} shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="default" size="compact-xs" radius="xl" aria-label={t('engine.title', { backend })}>
          {backend}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
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
