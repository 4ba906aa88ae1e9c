import type { Brand } from './brand.ts'

/** `human:…` of the person who acts, or `system:…` for the engine itself. */
export type ActorId = Brand<string, 'ActorId'>
