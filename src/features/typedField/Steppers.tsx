import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import './steppers.css';

/** Two small buttons at the end of a number field, for the pointer; the keyboard has the arrow keys. */
export function Steppers({ onStep }: { readonly onStep: (sign: 1 | -1) => void }) {
  return (
    <span className="steppers" aria-hidden>
      {([1, -1] as const).map((sign) => {
        const Icon = sign === 1 ? IconChevronUp : IconChevronDown;
        return (
          <button
            key={sign}
            type="button"
            tabIndex={-1}
            // The focus, and with it what is typed, stays where it is until the click is done.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onStep(sign)}
          >
            <Icon size={12} />
          </button>
        );
      })}
    </span>
  );
}
