import type { Receipt } from '../../api/contract/run-detail.ts'

/** What a receipt is about, where it is about no stage by its name. */
export const RECEIPT_KINDS = {
  stage: 'Stage',
  run: 'The run',
  adjustment: 'Late cost',
  verdict: 'Verdict',
  redaction: 'Erased',
} as const satisfies Record<Receipt['kind'], string>

/** How something ended. */
export const RECEIPT_OUTCOMES: ReadonlyMap<string, string> = new Map([
  ['succeeded', 'done'],
  ['failed', 'failed'],
  ['rejected', 'rejected'],
  ['skipped', 'skipped'],
  ['canceled', 'canceled'],
])

/** What became of an answer at its limit. */
export const GATE_RESULTS: ReadonlyMap<string, string> = new Map([
  ['passes', 'it was sure enough'],
  ['low-confidence', 'it was not sure enough'],
  ['no-confidence', 'nobody said how sure it was'],
])

/** What was done with a task, after the name of who did it. */
export const TASK_STEPS: ReadonlyMap<string, string> = new Map([
  ['taken', 'took it'],
  ['given-back', 'gave it back'],
  ['passed-on', 'passed it on'],
  ['asked', 'asked somebody about it'],
  ['told', 'said something about it'],
  ['reminded', 'was reminded'],
  ['overdue', 'was late: more people were asked'],
])
