import { Stack } from '@mantine/core';
import { RunBar, StudyPage } from '../study';
import { transferStudy } from './definition';
import { Methods } from './Methods';
import { Outcome } from './Outcome';
import { Preview } from './Preview';
import { SourceCard } from './SourceCard';
import { TargetCard } from './TargetCard';
import { TransferSweep } from './TransferSweep';
import './transfer.css';

/** A source, a similar but shifted target, and the methods of adaptation to the target. */
export default function TransferPage() {
  return (
    <StudyPage study={transferStudy}>
      <div className="transfer">
        <SourceCard />
        <Stack gap={10} miw={0}>
          <div className="target">
            <TargetCard />
            <Preview />
          </div>
          <Methods />
          <RunBar>
            <TransferSweep />
          </RunBar>
          <Outcome />
        </Stack>
      </div>
    </StudyPage>
  );
}
