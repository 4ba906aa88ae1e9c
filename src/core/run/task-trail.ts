import type { Role } from '../people/role.ts'
import type { ActorId } from './ids.ts'
import type { StageEvent } from './run-event.ts'
import type { TrailStep } from './task.ts'

/** Somebody who takes a task and gives it back again and again says no more than this. */
const STEPS_MAX = 100

type TaskEvent = Exclude<Extract<StageEvent, { readonly task: string }>, { readonly type: 'task-opened' }>

/** The first of them stay. */
export function longerTrail(trail: readonly TrailStep[], event: TaskEvent): readonly TrailStep[] {
  const step = stepOf(event)
  return step === undefined || trail.length >= STEPS_MAX ? trail : [...trail, step]
}

/** Undefined: it is told elsewhere, as the decision is, or said something only. */
function stepOf(event: TaskEvent): TrailStep | undefined {
  const { at } = event
  switch (event.type) {
    case 'task-claimed':
      return { did: 'taken', at, ...whoOf(event) }
    case 'task-released':
      return { did: 'given-back', at, ...whoOf(event) }
    case 'task-reassigned':
      return { did: 'passed-on', at, ...whoOf(event), to: event.to }
    case 'information-asked':
      return { did: 'asked', at, ...whoOf(event), to: [event.of] }
    case 'information-given':
      return { did: 'told', at, ...whoOf(event) }
    case 'task-reminded':
      return { did: 'reminded', at, by: null }
    case 'task-overdue':
      return { did: 'overdue', at, by: null, to: event.added }
    case 'task-commented':
    case 'task-file-given':
    case 'task-answered':
    case 'task-withdrawn':
      return undefined
  }
}

function whoOf({ by, role }: { readonly by: ActorId; readonly role?: Role }): Pick<TrailStep, 'by' | 'role'> {
  return role === undefined ? { by } : { by, role }
}
