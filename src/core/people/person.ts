import type { ActorId } from '../basics/actor-id.ts'
import type { Role } from './role.ts'

/** Somebody who may sign in, or who was asked to. */
export interface Person {
  /** `human:<slug>`: what WorkCharts and receipts call them. It never changes and is never given again. */
  readonly id: ActorId
  /** As others read it. */
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  /** Slugs: `human:<team>` in a WorkChart means everybody in it. */
  readonly teams: readonly string[]
  /** The ventures whose work they see and do; null: all. */
  readonly ventures: readonly string[] | null
}

/** As WorkCharts name a person or a team. */
export function humanReference(slug: string): string {
  return `human:${slug}`
}

/** Everybody who takes part in tasks. */
export const ANYONE = 'human:anyone'
