import { Alert, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../locales/useText';
import { useMap } from '../../store/map';
import { MapBar } from './MapBar';
import { Picture } from './Picture';
import { SweepAxes } from './SweepAxes';

/** A field or two of an experiment over a grid: where networks train at all. */
export default function PhaseMap() {
  const { t } = useTranslation('map');
  useEffect(() => void useMap.getState().restore(), []);
  return (
    <Stack gap={10}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <SweepAxes />
      <MapBar />
      <Faults />
      <Picture />
    </Stack>
  );
}

/** What was refused, in one sentence; the map stays. */
function Faults() {
  const { t } = useTranslation('map');
  const language = useLanguage();
  const problem = useMap((map) => map.problem);
  const fault = useMap((map) => map.fault);
  const kept = useMap((map) => map.kept);
  const dismiss = useMap((map) => map.dismiss);
  return (
    <>
      {(problem || fault) && (
        <Alert
          color="red"
          p={6}
          role="alert"
          withCloseButton
          closeButtonLabel={t('dismiss')}
          onClose={dismiss}
        >
          {problem ? problem.in(language) : t('fault', { message: fault })}
        </Alert>
      )}
      {!kept && (
        <Alert color="yellow" p={6} role="status">
          {t('notKept')}
        </Alert>
      )}
    </>
  );
}
