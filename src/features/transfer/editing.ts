import { useTransfer } from '../../store/transfer';
import { createEditing } from '../study';

/** Controls that edit a part of the transfer: `source.`, `target.`, `target.shifts.1.`, `methods.2.`. */
export const editingOf = createEditing(useTransfer);
