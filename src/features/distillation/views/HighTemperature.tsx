import { Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Bands, categoryColor, formatNumber, formatPercent, Sideways } from '../../../charts';
import { temperaturesBetween } from '../../../engine/distillation/darkKnowledge';
import {
  centred,
  exactGradient,
  highTemperature,
  limitGradient,
} from '../../../engine/distillation/highTemperature';
import { useTranslation } from '../../../locales/useTranslation';
import { Formula } from '../../setup';
import { TermRow, Tiles } from '../../study';
import { type Answers, rowOf, useAnswers } from './pictures';
import { SamplePicker, useSampleAtTemperature } from './SamplePicker';
import { useSeriesStyles } from './seriesStyles';
import { ViewTemperature } from './ViewTemperature';
import { useView } from './view';

/** Temperatures above the slider's range, where the limit is visible. */
const temperatures = temperaturesBetween(0.5, 500, 61);
/** The largest number of classes with numbers. If there are more, the first are shown. */
const maxRows = 12;

/** How closely the soft term's gradient agrees with matching logits, for one sample and one student. */
export function HighTemperature() {
  const { t } = useTranslation('distillationViews');
  const answers = useAnswers();
  const { students } = useSeriesStyles();
  const { student = 0, choose } = useView();
  const asked = answers && (answers.models[student + 1] ?? answers.models[1]);
  if (!answers || !asked) return null;
  return (
    <section aria-label={t('limit')}>
      <Stack gap={10}>
        <Text size="sm">{t('limitHelp')}</Text>
        <Formula tex="\frac{\partial C}{\partial z_i} = \frac{1}{T}(p_i - q_i) \;\approx\; \frac{z_i - v_i}{N T^2}" />
        <Group gap={24} align="flex-start">
          <SamplePicker />
          <ViewTemperature />
          <NativeSelect
            size="xs"
            label={t('student')}
            value={Number(asked.id.split('-')[1])}
            data={students.map(({ label }, i) => ({ value: String(i), label }))}
            onChange={(event) => choose({ student: Number(event.currentTarget.value) })}
            maw="100%"
          />
        </Group>
        <Limit answers={answers} student={asked} />
      </Stack>
    </section>
  );
}

interface LimitProps {
  readonly answers: Answers;
  readonly student: Answers['models'][number];
}

function Limit({ answers, student }: LimitProps) {
  const { t } = useTranslation('distillationViews');
  const { sample, temperature, meta } = useSampleAtTemperature();
  const [z, v] = [rowOf(student, answers, sample), rowOf(answers.models[0]!, answers, sample)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: z and v are computed from these.
  const over = useMemo(() => highTemperature(z, v, temperatures), [answers, student, sample]);
  const [now] = highTemperature(z, v, [temperature]);
  const exact = exactGradient(z, v, temperature);
  const limit = limitGradient(z, v, temperature);
  const [centredZ, centredV] = [centred(z), centred(v)];
  const line = (id: 'exact' | 'limit', index: number) => ({
    id,
    label: t(id === 'exact' ? 'exact' : 'limitName'),
    color: categoryColor(index),
    ...(id === 'limit' ? { dash: '4 3' } : {}),
    x: temperatures,
    values: over.map((check) => check[id]),
  });
  return (
    <Tiles>
      <Bands
        meta={meta(
          'distil-limit',
          t('limit'),
          t('limitChartHelp', { sample: sample + 1, student: student.label }),
        )}
        series={[line('exact', 0), line('limit', 1)]}
        axis={{ label: '‖∂C/∂z‖₂', unit: '‖∂C/∂z‖₂', scale: 'log', switchable: true }}
        x={{ label: t('temperature'), scale: 'log' }}
        xMark={temperature}
      />
      <Sideways>
        <Text size="sm" mb={4} data-testid="limit-error">
          {t('limitError', { temperature: formatNumber(temperature), error: formatPercent(now!.difference) })}
        </Text>
        <Table verticalSpacing={2} fz="xs" data-testid="limit">
          <Table.Thead>
            <TermRow
              corner={t('class')}
              terms={[
                { name: t('studentLogit'), meaning: t('logitHelp') },
                { name: t('teacherLogit'), meaning: t('logitHelp') },
                { name: t('exact'), meaning: t('exactHelp') },
                { name: t('limitName'), meaning: t('limitNameHelp') },
              ]}
            />
          </Table.Thead>
          <Table.Tbody>
            {answers.classNames.slice(0, maxRows).map((name, k) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                {[centredZ[k]!, centredV[k]!, exact[k]!, limit[k]!].map((value, column) => (
                  <Table.Td key={['z', 'v', 'exact', 'limit'][column]} style={{ whiteSpace: 'nowrap' }}>
                    {formatNumber(value)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {answers.classes > maxRows && (
          <Text size="xs" c="dimmed">
            {t('moreClasses', { count: answers.classes - maxRows })}
          </Text>
        )}
      </Sideways>
    </Tiles>
  );
}
