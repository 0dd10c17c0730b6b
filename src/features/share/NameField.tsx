import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly onRename: (name: string) => void;
}

/** The name of the open document; the whole of a long one is one hover away. A change takes effect on blur. */
export function NameField({ label, name, onRename }: NameFieldProps) {
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      w={190}
      aria-label={label}
      title={typed || label}
      className="document-name"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed !== name && onRename(typed)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
