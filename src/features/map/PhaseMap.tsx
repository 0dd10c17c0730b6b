import { Alert, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useMap } from '../../store/map';
import { Dismissible, KeptMessages, RoomMessages } from '../study';
import { MapBar } from './MapBar';
import { Picture } from './Picture';
import { SweepAxes } from './SweepAxes';

/** The map room: one or two fields of an experiment over a grid, to show where networks can be trained. */
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
      <Picture />
      <Faults />
    </Stack>
  );
}

/** The reason for a rejected file or edit, in one sentence; the map stays. */
function Faults() {
  const { t } = useTranslation('map');
  const language = useLanguage();
  const problem = useMap((map) => map.problem);
  const fault = useMap((map) => map.fault);
  const kept = useMap((map) => map.kept);
  const dismiss = useMap((map) => map.dismiss);
  return (
    <RoomMessages>
      {(problem || fault) && (
        <Dismissible color="red" onDismiss={dismiss}>
          {problem ? problem.in(language) : t('fault', { message: fault })}
        </Dismissible>
      )}
      <KeptMessages room="map" />
      {!kept && (
        <Alert color="yellow" p={6} role="status">
          {t('notKept')}
        </Alert>
      )}
    </RoomMessages>
  );
}
