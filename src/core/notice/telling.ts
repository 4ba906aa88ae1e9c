import type { ActorId, TaskId } from '../run/ids.ts'
import type { RunEvent } from '../run/run-event.ts'
import type { NoticeKind } from './notice.ts'

/** A fact that people are told of. */
export interface Telling {
  readonly kind: NoticeKind
  readonly task: TaskId
  /** Whom it is meant for; null: everybody the task is addressed to by now. */
  readonly to: readonly string[] | null
  /** Who did it and need not be told; null: nobody. */
  readonly by: ActorId | null
}

/** Undefined: nobody is told of it. */
export function tellingOf(fact: RunEvent): Telling | undefined {
  switch (fact.type) {
    case 'task-opened':
      return { kind: 'task-opened', task: fact.task, to: fact.to, by: null }
    case 'task-reminded':
      return { kind: 'task-reminded', task: fact.task, to: null, by: null }
    case 'task-overdue':
      return { kind: 'task-overdue', task: fact.task, to: null, by: null }
    case 'task-reassigned':
      return { kind: 'task-passed-on', task: fact.task, to: fact.to, by: fact.by }
    case 'information-asked':
      return { kind: 'information-asked', task: fact.task, to: [fact.of], by: fact.by }
    case 'information-given':
      return { kind: 'information-given', task: fact.task, to: null, by: fact.by }
    default:
      return undefined
  }
}
