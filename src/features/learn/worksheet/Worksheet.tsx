import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../locales/useTranslation';
import './worksheet.css';
import { useText } from '../../../locales/useText';
import type { NamedChapter } from '../chapters';
import { Statements } from './Statements';
import { type Section, sectionsOf } from './sections';
import { sheets } from './sheets';
import { TableToFill } from './TableToFill';
import { usePaperColors } from './usePaperColors';

interface WorksheetProps {
  readonly chapter: NamedChapter;
  readonly onClose: () => void;
  /** The chapter, of which the figure is shown, and whose claims become statements to complete. */
  readonly children: ReactNode;
}

/**
 * A sheet to print: a table to fill in beside the chapter's figure, questions with lines, and the measured statements with
 * their numbers left out; the answers are on a page of their own. The statements are the chapter's claims, which tests
 * measure, and the table's answers are computed, so both are right in every version.
 */
export default function Worksheet({ chapter, onClose, children }: WorksheetProps) {
  const { t } = useTranslation('learn');
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const [sections, setSections] = useState<readonly Section[]>([]);
  const { figure, table, questions } = sheets[chapter.id];
  usePaperColors();
  // The chapter is there already: its text is part of the same page.
  useEffect(() => {
    setSections(sectionsOf(box.current!.querySelector('.chapter')!));
    document.getElementById(figure)?.classList.add('shown-figure');
  }, [figure]);
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
      <h2>{t('worksheetOf', { title: text(chapter.title) })}</h2>
      <p className="worksheet-name">
        <span>{t('worksheetName')}</span>
        <span>{t('worksheetDate')}</span>
      </p>
      <h3>{t('worksheetTable')}</h3>
      <p>{text(table.task)}</p>
      <TableToFill table={table} />
      <div className="worksheet-figure" ref={box}>
        {children}
      </div>
      <h3>{t('worksheetQuestions')}</h3>
      <ol className="worksheet-questions">
        {questions.map(({ question, lines }) => (
          <li key={question.en}>
            {text(question)}
            {Array.from({ length: lines }, (_, line) => (
              <div key={line} className="worksheet-line" />
            ))}
          </li>
        ))}
      </ol>
      <h3>{t('worksheetStatements')}</h3>
      <p>{t('worksheetHelp')}</p>
      <Statements sections={sections} />
      <section className="worksheet-answers">
        <h2>{t('worksheetAnswers', { title: text(chapter.title) })}</h2>
        <h3>{t('worksheetTable')}</h3>
        <TableToFill table={table} filled />
        <h3>{t('worksheetQuestions')}</h3>
        <ol>
          {questions.map(({ answer }) => (
            <li key={answer.en}>{text(answer)}</li>
          ))}
        </ol>
        <h3>{t('worksheetStatements')}</h3>
        <ol>
          {sections
            .flatMap(({ statements }) => statements)
            .map(({ numbers }, i) => (
              <li key={i}>{numbers.join(' · ')}</li>
            ))}
        </ol>
      </section>
    </article>
  );
}
