import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Containment } from '../../src/adapters/performers/command/containment.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { ok } from '../../src/core/basics/result.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { CapabilityRun, PlannedCapability, PlannedFile } from '../../src/core/plan/plan.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { Assignment, Blobs, Clock, Connections } from '../../src/engine/ports.ts'
import type { FiringReader } from '../../src/engine/trigger-row.ts'

/** A machine that has nothing to keep commands apart with. */
export const NOT_CONTAINED = async (): Promise<Containment> => ({
  walls: { type: 'none', reason: 'not-found' },
  prlimit: null,
})

/** Nobody answers for agents. */
export const NOTHING_TOLD = { count: async () => ({ waiting: 0, sent: 0, failed: 0, needless: 0 }) }

export const NOT_CONNECTED: Connections = { list: async () => [], find: async () => undefined }

export const NO_TRIGGERS: Pick<FiringReader, 'listTriggers'> = { listTriggers: async () => [] }

export const NEVER_ABORTED = new AbortController().signal

export const FIXED_CLOCK: Clock = { now: () => timestamp(Date.parse('2026-11-03T09:00:00Z')) }

/** Blobs in memory. */
export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(sha256, bytes)
      return sha256
    },
    holds: async (sha256) => kept.has(sha256),
    find: async (sha256) => kept.get(sha256),
  }
}

/** A skill whose files are in the blob store. */
export async function aSkill(
  blobs: Blobs,
  run: CapabilityRun,
  files: Readonly<Record<string, string>> = {},
): Promise<PlannedCapability> {
  const planned = Object.entries(files).map(async ([path, text]): Promise<PlannedFile> => {
    const bytes = new TextEncoder().encode(text)
    return { path, sha256: await blobs.put(bytes), size: bytes.length }
  })
  return {
    kind: 'capability',
    ref: 'skill:under-test',
    name: 'Under test',
    digest: 'd'.repeat(64),
    files: await Promise.all(planned),
    run,
    confidence: 'reported',
    effect: 'pure',
  }
}

export function builtin(name: string, settings: JsonObject = {}): CapabilityRun {
  return { type: 'builtin', builtin: name, settings }
}

/** One attempt; the test names what matters. */
export function anAssignment(given: Partial<Assignment> & Pick<Assignment, 'performer'>): Assignment {
  return {
    run: 'run-1' as RunId,
    stage: 'stage-1' as StageId,
    stageName: 'Stage 1',
    inputs: {},
    tools: [],
    context: [],
    idempotencyKey: 'key-1',
    attempt: 1,
    record: async () => true,
    reserve: async () => ok({ tokens: null, settle: () => undefined }),
    ...given,
  }
}

/** A fresh folder of its own, removed after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workcharts-performers-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
