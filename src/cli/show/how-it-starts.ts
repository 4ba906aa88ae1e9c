import type { Trigger } from '../../api/contract/triggers.ts'

/** What a trigger waits for, in words. */
export function howItStarts(starts: Trigger['starts']): string {
  return starts.type === 'schedule' ? starts.words : `On the event ${starts.event}`
}
