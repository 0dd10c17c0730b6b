import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { distillationSchema } from '../../schema/distillation';
import { useDistillation } from '../../store/distillation';
import { NumberField } from '../setup';
import { JobQueueState } from '../study';
import { Refused } from './Refused';

const most = distillationSchema.shape.seeds.unwrap().maxValue!;

/** Repeats the whole, teacher and all, over several seeds; cancelling keeps what is done. */
export function Seeds() {
  const { t } = useTranslation('distillation');
  const seeds = useDistillation((state) => state.draft.seeds);
  const repeating = useDistillation((state) => state.repeating);
  const done = useDistillation((state) => state.repeats.slice(0, state.draft.seeds).filter(Boolean).length);
  const loading = useDistillation((state) => state.status === 'loading' || state.draft !== state.spec);
  const { edit, repeat, cancel } = useDistillation.getState();
  return (
    <Group gap={6}>
      <Text size="xs" component="label" htmlFor="distil-seeds">
        {t('seeds')}
      </Text>
      <NumberField
        id="distil-seeds"
        name={t('seeds')}
        width={60}
        min={1}
        max={most}
        integer
        value={seeds}
        onChange={(value) => edit('seeds', value)}
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
      <JobQueueState progress={repeating} done={done} total={seeds} cancel={cancel} />
      <Refused field="seeds" />
    </Group>
  );
}
