import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './worksheet.css';
import { type Blanked, blanked } from './blanks';

interface WorksheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** The chapter, whose claims become questions. It is not shown. */
  readonly children: ReactNode;
}

/**
 * A sheet to print: the measured statements of a chapter with their numbers left out, and the answers on a page of their own.
 * The statements are the chapter's claims, which tests measure, so the answers are right in every version.
 */
export default function Worksheet({ title, onClose, children }: WorksheetProps) {
  const { t } = useTranslation('learn');
  const chapter = useRef<HTMLDivElement>(null);
  const [questions, setQuestions] = useState<readonly Blanked[]>([]);
  useEffect(() => {
    const claims = [...chapter.current!.querySelectorAll('[data-claim]')];
    // A typeset formula is no text.
    const statements = claims
      .filter((claim) => claim.querySelector('.katex') === null)
      .map((claim) => blanked(claim.textContent ?? ''));
    setQuestions(statements.filter(({ numbers }) => numbers.length > 0));
  }, []);
  return (
    <article className="worksheet">
      <p className="worksheet-links">
        <button type="button" onClick={onClose}>
          {t('backToChapter')}
        </button>
        <button type="button" onClick={() => print()}>
          {t('print')}
        </button>
      </p>
      <h2>{t('worksheetOf', { title })}</h2>
      <p>{t('worksheetHelp')}</p>
      <ol>
        {questions.map(({ text }, i) => (
          <li key={i}>{text}</li>
        ))}
      </ol>
      <p className="worksheet-name">{t('worksheetName')}</p>
      <section className="worksheet-answers">
        <h3>{t('worksheetAnswers')}</h3>
        <ol>
          {questions.map(({ numbers }, i) => (
            <li key={i}>{numbers.join(' · ')}</li>
          ))}
        </ol>
      </section>
      <div hidden ref={chapter}>
        {children}
      </div>
    </article>
  );
}
