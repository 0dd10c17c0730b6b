import { Badge, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { differences } from '../../schema/differences';
import { useLab } from '../../store/lab';

/** Fields that are told at most; the rest are counted. */
const maxFields = 4;

/** A stays on the charts beside B, the present run: in what they differ, and the ways out. */
export default function Comparison() {
  const { t } = useTranslation('observe');
  const beside = useLab((lab) => lab.baseline);
  const spec = useLab((lab) => lab.spec);
  const { open, closeBaseline } = useLab.getState();
  if (!beside) return null;
  const fields = differences(beside.spec, spec);
  const value = (of: unknown) => (of === undefined ? '–' : JSON.stringify(of).replaceAll('"', ''));
  return (
    <Group gap={8} data-testid="comparison">
      <Badge variant="outline" color="gray">
        A → B
      </Badge>
      <Text size="xs" style={{ flex: 1 }}>
        {fields
          .slice(0, maxFields)
          .map(({ path, from, to }) => `${path}: ${value(from)} → ${value(to)}`)
          .join('; ')}
        {fields.length > maxFields ? ` ${t('compare.more', { count: fields.length - maxFields })}` : ''}
        {fields.length === 0 ? t('compare.same') : ''}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          closeBaseline();
          open(beside.spec);
        }}
      >
        {t('compare.back')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={closeBaseline}>
        {t('compare.close')}
      </Button>
    </Group>
  );
}
