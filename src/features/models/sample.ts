import sample from '../../../tests/fixtures/logs/lstm.jsonl?url';

/** A real log that comes with the page: an LSTM under six sigmoid layers, whose signal vanishes. */
export async function sampleLog(): Promise<File> {
  const answer = await fetch(sample);
  if (!answer.ok) throw new Error(`${sample}: ${answer.status}`);
  return new File([await answer.blob()], 'lstm.jsonl');
}
