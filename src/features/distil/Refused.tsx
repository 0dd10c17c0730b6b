import { useDistil } from '../../store/distil';
import { Problems } from '../study';

/** Why something was refused, beside where it was asked for. */
export function Refused({ field }: { readonly field: string }) {
  return <Problems of={[useDistil((distil) => distil.problems[field])]} />;
}
