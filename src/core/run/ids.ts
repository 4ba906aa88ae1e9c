import type { Brand } from '../basics/brand.ts'

export type { ActorId } from '../basics/actor-id.ts'

/** Time-ordered, unique for ever. */
export type RunId = Brand<string, 'RunId'>
/** `<run>.<stage>.<n>`: the n-th task of that stage in that run. */
export type TaskId = Brand<string, 'TaskId'>
/** Chosen by the caller; the same id gets the first answer again. */
export type CommandId = Brand<string, 'CommandId'>
/** One process that owns a data folder, from its start to its end. */
export type OwnerId = Brand<string, 'OwnerId'>
