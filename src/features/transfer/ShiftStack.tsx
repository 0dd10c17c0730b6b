import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type Shift, type ShiftKind, type ShiftSpec, shifts } from '../../data/shifts';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { ShiftPlace } from '../../store/createTransfer';
import { useTransfer } from '../../store/transfer';
import type { DomainSummary } from '../../worker/transfer';
import { EditingProvider, FieldControl, Hint } from '../setup';
import { AddMenu, Refused } from '../study';
import { editingOf } from './editing';

/** The largest number of shifts in a file. */
const maxShifts = 8;
const none: readonly ShiftSpec[] = [];

/** Shifts in the order in which they are applied, each with its sliders. */
export function ShiftStack({ of }: { readonly of: ShiftPlace }) {
  const { t } = useTranslation('transfer');
  const stack = useTransfer(({ draft }) =>
    of === 'sourceShifts' ? draft.sourceShifts : (draft.target.shifts ?? none),
  );
  return (
    <Stack gap={8} data-testid={of}>
      {stack.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('noShift')}
        </Text>
      )}
      {stack.map((shift, i) => (
        <OneShift key={`${i} ${shift.kind}`} of={of} kind={shift.kind} index={i} count={stack.length} />
      ))}
      <AddShift of={of} full={stack.length >= maxShifts} />
      <Refused field={of} />
    </Stack>
  );
}

interface OneShiftProps {
  readonly of: ShiftPlace;
  readonly kind: ShiftKind;
  readonly index: number;
  readonly count: number;
}

function OneShift({ of, kind, index, count }: OneShiftProps) {
  const { t } = useTranslation('transfer');
  const text = useText();
  const { title, summary, formula, source, params }: Shift = shifts[kind];
  const { moveShift, removeShift } = useTransfer.getState();
  const name = text(title);
  const button = { size: 'sm', variant: 'subtle', color: 'gray' } as const;
  return (
    <div className="shift" data-testid="shift">
      <Group gap={4} wrap="nowrap" mb={8}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Hint about={name} help={text(summary)} formula={formula} source={source} />
        <span style={{ flex: 1 }} />
        {count > 1 && (
          <>
            <ActionIcon
              {...button}
              disabled={index === 0}
              aria-label={t('moveUp', { name })}
              title={t('moveUp', { name })}
              onClick={() => moveShift(index, index - 1, of)}
            >
              <IconArrowUp size={14} />
            </ActionIcon>
            <ActionIcon
              {...button}
              disabled={index === count - 1}
              aria-label={t('moveDown', { name })}
              title={t('moveDown', { name })}
              onClick={() => moveShift(index, index + 1, of)}
            >
              <IconArrowDown size={14} />
            </ActionIcon>
          </>
        )}
        <ActionIcon
          {...button}
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={() => removeShift(index, of)}
        >
          <IconX size={14} />
        </ActionIcon>
      </Group>
      <EditingProvider value={editingOf(`${of}.${index}.`)}>
        <Stack gap={4}>
          {Object.entries(params).map(([field, schema]) => (
            <FieldControl key={field} path={field} schema={schema as never} />
          ))}
        </Stack>
      </EditingProvider>
    </div>
  );
}

/** Whether a shift is applicable to the data, as far as the page knows them; see `applies`. */
const suits: Record<Shift['for'], (data: DomainSummary) => boolean> = {
  any: () => true,
  pairs: ({ plane, features }) => (plane || features) > 1,
  images: ({ image }) => image !== undefined,
  classes: ({ task }) => task === 'classification',
};

function AddShift({ of, full }: { readonly of: ShiftPlace; readonly full: boolean }) {
  const { t } = useTranslation('transfer');
  const data = useTransfer((transfer) => transfer.data?.source);
  const { addShift } = useTransfer.getState();
  const all = Object.entries(shifts) as [ShiftKind, Shift][];
  return (
    <AddMenu
      label={t('addShift')}
      full={full ? t('maxShifts', { count: maxShifts }) : undefined}
      groups={[{ entries: all.filter(([, shift]) => !data || suits[shift.for](data)) }]}
      onAdd={(kind) => addShift(kind, of)}
    />
  );
}
