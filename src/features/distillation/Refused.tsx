import { useDistillation } from '../../store/distillation';
import { Problems } from '../study';

/** Why something was refused, beside where it was asked for. */
export function Refused({ field }: { readonly field: string }) {
  return <Problems of={[useDistillation((state) => state.problems[field])]} />;
}
