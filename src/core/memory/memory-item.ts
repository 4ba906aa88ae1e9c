import type { Timestamp } from '../basics/timestamp.ts'

export const MEMORY_TYPES = ['decision', 'constraint', 'gotcha', 'style_rule', 'learning'] as const
export type MemoryType = (typeof MEMORY_TYPES)[number]

/** A candidate is given to no stage; nothing but a person makes it `active`, and later `stable`. */
export const MEMORY_STATUSES = ['candidate', 'active', 'stable', 'deprecated'] as const
export type MemoryStatus = (typeof MEMORY_STATUSES)[number]

/** Characters of what one item says: as SkillMeat's. */
export const MEMORY_CONTENT_MAX = 10_000
/** Paths that one item is about. */
export const MEMORY_ANCHORS_MAX = 20
/** Characters of a path. */
export const MEMORY_ANCHOR_MAX = 300
/** Stages that found the same: more of them prove nothing more. The first ones are kept. */
export const MEMORY_SOURCES_MAX = 20

/** Something worth knowing again, found by a stage of a run. */
export interface MemoryItem {
  readonly id: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** Whose it is: that of the WorkChart it came from; null: nobody's in particular, so everybody's. */
  readonly venture: string | null
  readonly type: MemoryType
  readonly content: string
  /** SHA-256 of `content`: within a venture the same is kept once. */
  readonly contentSha256: string
  /** 0 to 1; null: nobody said. */
  readonly confidence: number | null
  readonly status: MemoryStatus
  /** Paths it is about. */
  readonly anchors: readonly string[]
  /** Where it came from, the first one first. */
  readonly sources: readonly MemorySource[]
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
  /** What a person last decided about it; null: nobody has. */
  readonly decision: MemoryDecision | null
}

/** The stage that found it. */
export interface MemorySource {
  /** The id it was given there, which a handoff names; it is this item's own unless the same was known already. */
  readonly id: string
  readonly run: string
  readonly workflow: string
  readonly workflowName: string
  readonly stage: string
  readonly stageName: string
  /** Who did the stage: `skill:classify-text`. */
  readonly performer: string
  /** The model that answered; null: none was asked. */
  readonly model: string | null
  readonly at: Timestamp
}

export interface MemoryDecision {
  readonly type: 'approved' | 'edited' | 'rejected' | 'deprecated' | 'merged'
  readonly by: string
  readonly at: Timestamp
  /** Empty: nothing was said. */
  readonly note: string
}
