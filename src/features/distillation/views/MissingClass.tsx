import { Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Bands, formatNumber, Sideways, ViewKey } from '../../../charts';
import { type Errors, errorsOverBias } from '../../../engine/distillation/darkKnowledge';
import { useTranslation } from '../../../locales/useTranslation';
import { useDistillation } from '../../../store/distillation';
import { Swatch, Term, Tiles, UntilPlayed } from '../../study';
import { type Answers, type Model, useAnswers } from './pictures';
import { useMeta } from './seriesStyles';
import { ValueSlider } from './ValueSlider';
import { typedBiases, useView } from './view';

/** The biases along the curves' axis. */
const biases = Array.from({ length: 41 }, (_, i) => i / 4);

/**
 * A class that is absent from the students' transfer set. The view shows whether a higher bias makes the students recognize it.
 */
export function MissingClass() {
  const { t } = useTranslation('distillationViews');
  const answers = useAnswers();
  const without = useDistillation((state) => state.spec.transfer.withoutClass);
  const { raised: picked, bias, choose } = useView();
  const step = useDistillation((state) => state.snapshot?.step);
  const meta = useMeta(step);
  const raised = Math.min(picked ?? without ?? 0, (answers?.classes ?? 1) - 1);
  const curves = useMemo(() => (answers ? errorsOf(answers, raised, biases) : []), [answers, raised]);
  const now = useMemo(() => (answers ? errorsOf(answers, raised, [0, bias]) : []), [answers, raised, bias]);
  if (!answers) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
  const name = answers.classNames[raised]!;
  const lines = (of: (errors: Errors) => number) =>
    curves.map(({ model, errors }) => ({ ...model, x: biases, values: errors.map(of) }));
  return (
    <Stack gap={12}>
      <Group gap={24} align="flex-start">
        <NativeSelect
          size="xs"
          label={t('raisedClass')}
          value={raised}
          data={answers.classNames.map((label, k) => ({
            value: String(k),
            label: k === without ? t('leftOut', { class: label }) : label,
          }))}
          onChange={(event) => choose({ raised: Number(event.currentTarget.value) })}
        />
        <ValueSlider
          id="distil-view-bias"
          label={t('bias')}
          help={t('biasHelp')}
          value={bias}
          range={[0, 10]}
          allowed={typedBiases}
          onChange={(next) => choose({ bias: next })}
        />
      </Group>
      <Text size="sm">
        {without === null
          ? t('noneMissing')
          : t('missing', { class: answers.classNames[without] ?? without })}
      </Text>
      <ErrorTable rows={now} name={name} bias={bias} samples={answers.labels.length} />
      <ViewKey entries={answers.models}>
        <Tiles>
          <Bands
            meta={meta(
              'distil-errors',
              t('errorsOverBias'),
              t('errorsOverBiasHelp', { count: answers.labels.length }),
            )}
            series={lines(({ all }) => all)}
            axis={{ label: t('errors'), unit: t('units.samples'), scale: 'linear', switchable: true }}
            x={{ label: t('biasOf', { class: name }) }}
            xMark={bias}
          />
          <Bands
            meta={meta(
              'distil-class-errors',
              t('classErrorsOverBias', { class: name }),
              t('classErrorsOverBiasHelp', { class: name, count: now[0]?.errors[0]?.samples }),
            )}
            series={lines(({ ofClass }) => ofClass)}
            axis={{ label: t('errors'), unit: t('units.samples'), scale: 'linear', switchable: true }}
            x={{ label: t('biasOf', { class: name }) }}
            xMark={bias}
          />
        </Tiles>
      </ViewKey>
      <Text size="xs" c="dimmed" data-testid="published">
        {t('published')}
      </Text>
    </Stack>
  );
}

interface Counted {
  readonly model: Model;
  readonly errors: readonly Errors[];
}

const errorsOf = (
  { models, labels, classes }: Answers,
  raised: number,
  biases: readonly number[],
): Counted[] =>
  models.map((model) => ({ model, errors: errorsOverBias(model.logits, labels, classes, raised, biases) }));

interface ErrorTableProps {
  /** The errors without a bias and with it. */
  readonly rows: readonly Counted[];
  readonly name: string;
  readonly bias: number;
  readonly samples: number;
}

function ErrorTable({ rows, name, bias, samples }: ErrorTableProps) {
  const { t } = useTranslation('distillationViews');
  const ofClass = rows[0]?.errors[0]?.samples ?? 0;
  return (
    <Sideways>
      <Table verticalSpacing={3} fz="xs" style={{ width: 'auto' }} data-testid="class-errors">
        <Table.Thead>
          <Table.Tr>
            <Table.Th rowSpan={2}>{t('who')}</Table.Th>
            <Table.Th colSpan={2}>
              <Term name={t('errorsOfAll', { count: samples })} meaning={t('errorsHelp')} />
            </Table.Th>
            <Table.Th colSpan={2}>
              <Term name={t('errorsOfClass', { class: name, count: ofClass })} meaning={t('errorsHelp')} />
            </Table.Th>
          </Table.Tr>
          <Table.Tr>
            {[0, 1].flatMap((column) => [
              <Table.Th key={`plain-${column}`}>{t('asTaught')}</Table.Th>,
              <Table.Th key={`raised-${column}`}>{t('withBias', { bias: formatNumber(bias) })}</Table.Th>,
            ])}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ model, errors: [plain, lifted] }) => (
            <Table.Tr key={model.id} data-model={model.id}>
              <Table.Td>
                <Swatch color={model.color} />
                {model.label}
              </Table.Td>
              <Table.Td>{plain?.all}</Table.Td>
              <Table.Td fw={600}>{lifted?.all}</Table.Td>
              <Table.Td>{plain?.ofClass}</Table.Td>
              <Table.Td fw={600}>{lifted?.ofClass}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}
