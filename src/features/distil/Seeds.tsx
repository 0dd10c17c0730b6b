import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { distillationSchema } from '../../spec/distillation';
import { useDistil } from '../../store/distil';
import { BatchState } from '../study';
import { Refused } from './Refused';

const most = distillationSchema.shape.seeds.unwrap().maxValue!;

/** Repeats the whole, teacher and all, over several seeds; cancelling keeps what is done. */
export function Seeds() {
  const { t } = useTranslation('distil');
  const seeds = useDistil((distil) => distil.draft.seeds);
  const repeating = useDistil((distil) => distil.repeating);
  const done = useDistil((distil) => distil.repeats.slice(0, distil.draft.seeds).filter(Boolean).length);
  const loading = useDistil((distil) => distil.status === 'loading' || distil.draft !== distil.spec);
  const { edit, repeat, cancel } = useDistil.getState();
  return (
    <Group gap={6}>
      <Text size="xs" component="label" htmlFor="distil-seeds">
        {t('seeds')}
      </Text>
      <NumberInput
        id="distil-seeds"
        size="xs"
        w={60}
        min={1}
        max={most}
        clampBehavior="blur"
        allowDecimal={false}
        value={seeds}
        onChange={(value) => typeof value === 'number' && value !== seeds && edit('seeds', value)}
        hideControls
      />
      <Button
        size="xs"
        variant="light"
        disabled={repeating !== undefined || loading || done >= seeds}
        onClick={() => void repeat()}
        title={t('repeatHelp')}
      >
        {t(done > 0 && done < seeds ? 'repeatRest' : 'repeat')}
      </Button>
      <BatchState progress={repeating} done={done} total={seeds} cancel={cancel} />
      <Refused field="seeds" />
    </Group>
  );
}
