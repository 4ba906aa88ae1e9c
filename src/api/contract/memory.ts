import { z } from 'zod'
import { MERGE_STRATEGIES } from '../../core/memory/change-memory.ts'
import {
  MEMORY_ANCHOR_MAX,
  MEMORY_ANCHORS_MAX,
  MEMORY_CONTENT_MAX,
  MEMORY_STATUSES,
  MEMORY_TYPES,
} from '../../core/memory/memory-item.ts'
import { actor, instant, listOf, orNull, stageName, workflowName } from './basics.ts'

const PAGE_MAX = 200
const PAGE_USUAL = 50
const SEARCH_CHARACTERS_MAX = 200
const NOTE_CHARACTERS_MAX = 2_000
const ID_CHARACTERS_MAX = 200

/** Where an item was found. */
const memorySource = z
  .object({
    run: z.string(),
    workChart: workflowName,
    stage: stageName,
    performer: z.string(),
    /** Null: no model was asked. */
    model: z.string().nullable(),
    at: instant,
  })
  .readonly()
  .meta({ id: 'MemorySource' })

/** What a person last decided about it. */
const memoryDecision = z
  .object({
    type: z.enum(['approved', 'edited', 'rejected', 'deprecated', 'merged']),
    by: actor,
    at: instant,
    note: z.string(),
  })
  .readonly()
  .meta({ id: 'MemoryDecision' })

/** Something that a stage wants remembered. Only `active` and `stable` ones are given to stages. */
export const memoryItem = z
  .object({
    id: z.string(),
    /** Goes back with every change of it. */
    revision: z.number(),
    venture: z.string().nullable(),
    type: z.enum(MEMORY_TYPES),
    content: z.string(),
    /** 0 to 1; null: nobody said. */
    confidence: z.number().nullable(),
    status: z.enum(MEMORY_STATUSES),
    anchors: listOf(z.string()),
    /** The first one first. */
    sources: listOf(memorySource),
    tokens: z.number(),
    createdAt: instant,
    updatedAt: instant,
    decision: orNull(memoryDecision),
  })
  .readonly()
  .meta({ id: 'MemoryItem' })

export const memoryList = z
  .object({
    items: listOf(memoryItem),
    /** The `offset` that goes on; null: that was all. */
    next: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'MemoryList' })

export const memoryQuery = z.strictObject({
  status: z.enum(MEMORY_STATUSES).default('candidate'),
  type: z.enum(MEMORY_TYPES).optional(),
  search: z.string().min(1).max(SEARCH_CHARACTERS_MAX).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_USUAL),
})

const revision = z.int().min(1)
const note = z.string().trim().max(NOTE_CHARACTERS_MAX).default('')

export const decideMemory = z.strictObject({ revision, note }).meta({ id: 'DecideMemory' })

export const editMemory = z
  .strictObject({
    revision,
    type: z.enum(MEMORY_TYPES).optional(),
    content: z.string().trim().min(1).max(MEMORY_CONTENT_MAX).optional(),
    confidence: z.number().min(0).max(1).nullable().optional(),
    anchors: z.array(z.string().min(1).max(MEMORY_ANCHOR_MAX)).max(MEMORY_ANCHORS_MAX).optional(),
    note,
  })
  .meta({ id: 'EditMemory' })

/** `into` stays, the other one is deprecated. */
export const mergeMemory = z
  .strictObject({
    revision,
    into: z.strictObject({ id: z.string().min(1).max(ID_CHARACTERS_MAX), revision }),
    strategy: z.enum(MERGE_STRATEGIES),
  })
  .meta({ id: 'MergeMemory' })

export type MemoryItem = z.infer<typeof memoryItem>
export type MemoryList = z.infer<typeof memoryList>
export type EditMemory = z.input<typeof editMemory>
export type MergeMemory = z.input<typeof mergeMemory>
