import { type TransferMethod, type TransferMethodName, transferMethods } from '../../engine/transfer/methods';
import { unbroken, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { maxMethods, transferMethodOf } from '../../schema/transfer';
import { transferNames } from '../../schema/transferNames';
import { useTransfer } from '../../store/transfer';
import { EditingProvider, FieldControl } from '../setup';
import { AddMenu, EntryCard, EntryList } from '../study';
import { editingOf } from './editing';

/** The compared methods of adaptation to the target. */
export function Methods() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const methods = useTransfer((transfer) => transfer.draft.methods);
  const { removeMethod } = useTransfer.getState();
  const names = transferNames(methods, text).map(unbroken);
  return (
    <EntryList title={t('methods')} help={t('methodsHelp')} add={<AddMethod />} fields={['methods']}>
      {methods.map((method, i) => {
        const about = transferMethodOf(method);
        const fields = Object.entries(about.params);
        return (
          <EntryCard
            key={`${i} ${method.kind}`}
            testId="method"
            name={names[i]!}
            index={i}
            about={about}
            onRemove={() => removeMethod(i)}
          >
            {fields.length > 0 && (
              <EditingProvider value={editingOf(`methods.${i}.`)}>
                {fields.map(([field, schema]) => (
                  <FieldControl key={field} path={field} schema={schema as never} />
                ))}
              </EditingProvider>
            )}
          </EntryCard>
        );
      })}
    </EntryList>
  );
}

function AddMethod() {
  const { t } = useTranslation('transfer');
  const count = useTransfer((transfer) => transfer.draft.methods.length);
  const { addMethod } = useTransfer.getState();
  const all = Object.entries(transferMethods) as [TransferMethodName, TransferMethod][];
  return (
    <AddMenu
      label={t('addMethod')}
      full={count >= maxMethods ? t('maxMethods', { count: maxMethods }) : undefined}
      groups={(['control', 'method'] as const).map((role) => ({
        title: t(`roles.${role}`),
        entries: all
          .filter(([, method]) => method.role === role)
          .map(([kind, method]) => [kind, { ...method, note: method.needs && t(`needs.${method.needs}`) }]),
      }))}
      onAdd={addMethod}
    />
  );
}
