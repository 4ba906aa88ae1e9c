import type { CloudEvent } from '../../core/event/cloud-event.ts'
import type { EventAnswer } from '../../engine/events.ts'
import type { EventReceipt } from '../contract/events.ts'

export function eventReceiptView({ id, source, type }: CloudEvent, answers: readonly EventAnswer[]): EventReceipt {
  return { event: { id, source, type }, answers }
}

/** Whether all of it was decided before: then nothing has changed. */
export function isKnown(answers: readonly EventAnswer[]): boolean {
  return answers.length > 0 && answers.every(({ heard }) => heard === 'known')
}
