import type { InLanguage } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import { type Shift, type ShiftSpec, shifts, shiftsSchema } from '../data/shifts';
import { type Change, changesInWords, fieldChanges, listChanges, ofMember, valueText } from './changes';
import { numbered } from './names';
import { inSentence } from './runTitle';
import { nameChange, seedChange, tellableInStudy, wholeChanges } from './studyChanges';
import {
  sweepFields,
  sweptName,
  type TransferMethodSpec,
  type TransferSpec,
  targetSchema,
  transferMethodOf,
  transferSchema,
} from './transfer';
import { transferNames } from './transferNames';
import { transfers } from './transfers';

/** What differs between a transfer before and after a change: `Rotation: 30° → 45°`. */
export function transferChangeInWords(before: TransferSpec, after: TransferSpec, text: InLanguage): string {
  const titles = nameChange(before, after, transfers, text);
  const { labelBudget } = targetSchema.shape;
  const { paired, methods } = transferSchema.shape;
  return changesInWords(
    [
      ...titles.changes,
      ...wholeChanges('source', before.source, after.source, text),
      ...shiftChanges(before.sourceShifts, after.sourceShifts, 'ofTeacher', text),
      ...targetChanges(before, after, text),
      ...fieldChanges({ labelBudget }, before.target, after.target, text),
      ...fieldChanges({ paired }, before, after, text),
      ...listChanges<TransferMethodSpec>(
        filled(methods, before.methods),
        filled(methods, after.methods),
        {
          ...methodWords,
          names: (list, left) => transferNames(list, text, left),
          changes: (was, now) => fieldChanges(transferMethodOf(now).params, was, now, text),
          label: ({ label }, name, method) =>
            ofMember(label, memberName(method, name, after.methods, text), text),
        },
        text,
      ),
      ...sweepChanges(before, after, text),
      ...seedChange(before.seeds, after.seeds, text),
    ],
    tellableInStudy,
    titles.names,
    text,
  );
}

const methodWords = {
  added: say('Method added', '添加方法'),
  removed: say('Method removed', '移除方法'),
  moved: say('Order of the methods', '方法的顺序'),
  replaced: say('Method', '方法'),
};

/** A list with its defaults; as it is, if it cannot be parsed. A draft that was refused has none. */
function filled<Item>(
  schema: { safeParse(value: unknown): { readonly data?: unknown } },
  list: readonly Item[],
): readonly Item[] {
  return (schema.safeParse(list).data as readonly Item[] | undefined) ?? list;
}

/** A method's title says enough where no other one is of its kind. */
function memberName(
  method: TransferMethodSpec,
  name: string,
  methods: readonly TransferMethodSpec[],
  text: InLanguage,
): string {
  const alike = methods.filter(({ kind }) => kind === method.kind).length > 1;
  return alike ? name : text(transferMethodOf(method).title);
}

const shiftWords = {
  ofTarget: {
    added: say('Shift added', '添加偏移'),
    removed: say('Shift removed', '移除偏移'),
    moved: say('Order of the shifts', '偏移的顺序'),
    replaced: say('Shift', '偏移'),
  },
  ofTeacher: {
    added: say('Shift of the teacher’s view added', '添加教师网络视图的偏移'),
    removed: say('Shift of the teacher’s view removed', '移除教师网络视图的偏移'),
    moved: say('Order of the shifts of the teacher’s view', '教师网络视图的偏移顺序'),
    replaced: say('Shift of the teacher’s view', '教师网络视图的偏移'),
  },
};

function shiftChanges(
  before: readonly ShiftSpec[],
  after: readonly ShiftSpec[],
  of: keyof typeof shiftWords,
  text: InLanguage,
): Change[] {
  const paramsOf = ({ kind }: ShiftSpec) => (shifts[kind] as Shift).params;
  const placed = (words: string) =>
    of === 'ofTarget' ? words : text(say(`${words} in the teacher’s view`, `教师网络视图中的${words}`));
  return listChanges<ShiftSpec>(
    filled(shiftsSchema, before),
    filled(shiftsSchema, after),
    {
      ...shiftWords[of],
      names: (list) => numbered(list.map(({ kind }) => text(shifts[kind].title))),
      inSentence,
      changes: (was, now) => fieldChanges(paramsOf(now), was, now, text),
      // A rotation has an angle and nothing else.
      label: ({ label }, name, shift) =>
        placed(Object.keys(paramsOf(shift)).length === 1 ? name : ofMember(label, inSentence(name), text)),
    },
    text,
  );
}

/** The changes of what the target's samples are. */
function targetChanges(before: TransferSpec, after: TransferSpec, text: InLanguage): readonly Change[] {
  const [{ target: old }, { target: now }] = [before, after];
  if (old.data && now.data) {
    return wholeChanges(
      'target',
      { ...after.source, data: old.data },
      { ...after.source, data: now.data },
      text,
    );
  }
  if (!old.data && !now.data) return shiftChanges(old.shifts ?? [], now.shifts ?? [], 'ofTarget', text);
  const words = ({ data }: TransferSpec['target']) =>
    text(data ? dataSets[data.kind].title : say('source, shifted', '偏移后的源域'));
  return [{ label: text(say('Target data', '目标域数据')), from: words(old), to: words(now) }];
}

function sweepChanges(before: TransferSpec, after: TransferSpec, text: InLanguage): Change[] {
  const [old, now] = [before.sweep, after.sweep];
  const field = (transfer: TransferSpec) =>
    transfer.sweep && sweepFields(transfer).includes(transfer.sweep.over)
      ? text(sweptName(transfer, transfer.sweep.over))
      : text(say('none', '无'));
  const [from, to] = [field(before), field(after)];
  if (from !== to) return [{ label: text(say('Sweep over', '扫描的设置')), from, to }];
  if (JSON.stringify(old?.values) === JSON.stringify(now?.values)) return [];
  const { labelBudget } = targetSchema.shape;
  const values = (sweep: TransferSpec['sweep']) =>
    valueText(
      sweep?.values.map((value) => valueText(value, labelBudget, text)),
      undefined,
      text,
    );
  return [{ label: text(say('Values of the sweep', '扫描的取值')), from: values(old), to: values(now) }];
}
