import { Badge, Button, Group, Text } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { changeText } from '../../schema/changes';
import { semicolon } from '../../schema/names';
import { differingPaths, labelOf, valueInWords } from '../../schema/runTitle';
import { useLab } from '../../store/lab';

/** The largest number of fields that are listed. The rest are counted. */
const maxFields = 4;

/**
 * Run A remains on the charts beside B, the present run. Shows the fields in which they differ, and buttons to end the
 * comparison.
 */
export default function Comparison() {
  const { t } = useTranslation('observe');
  const baseline = useLab((lab) => lab.baseline);
  const spec = useLab((lab) => lab.spec);
  const text = useText();
  const { open, closeBaseline } = useLab.getState();
  if (!baseline) return null;
  const fields = differingPaths([baseline.spec, spec]);
  return (
    <Group gap={8} data-testid="comparison">
      <Badge variant="outline" color="gray">
        A → B
      </Badge>
      <Text size="xs" style={{ flex: 1 }}>
        {fields
          .slice(0, maxFields)
          .map((path) => {
            const [from, to] = [baseline.spec, spec].map((one) => valueInWords(one, path, text)) as [
              string,
              string,
            ];
            return changeText({ label: labelOf([spec, baseline.spec], path, text), from, to }, text);
          })
          .join(text(semicolon))}
        {fields.length > maxFields ? ` ${t('compare.more', { count: fields.length - maxFields })}` : ''}
        {fields.length === 0 ? t('compare.same') : ''}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          closeBaseline();
          open(baseline.spec);
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
