import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../base/problem';
import { useTranslation } from '../../locales/useTranslation';
import { ProblemLine } from './ProblemLine';

interface CopyButtonProps {
  readonly label: string;
  /** What is copied. */
  readonly text: () => string;
}

/** Copies a text; without permission for the clipboard the text is shown for copying by hand. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const { t } = useTranslation('assignments');
  const [copied, setCopied] = useState<string>();
  const [byHand, setByHand] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const copy = async () => {
    setProblem(undefined);
    setByHand(undefined);
    let link: string;
    try {
      link = text();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return;
    }
    try {
      await navigator.clipboard.writeText(link);
      setCopied(link);
    } catch {
      setByHand(link);
    }
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void copy()}
        onBlur={() => setCopied(undefined)}
      >
        {copied === undefined ? label : t('copied')}
      </Button>
      {byHand !== undefined && (
        <TextInput
          size="xs"
          readOnly
          value={byHand}
          aria-label={t('copyByHand')}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <ProblemLine problem={problem} />
    </>
  );
}
