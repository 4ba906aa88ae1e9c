import type { ActorId } from '../basics/actor-id.ts'

/** Who starts what a schedule or an event starts: the program itself. */
export const SCHEDULER = 'system:scheduler' as ActorId
