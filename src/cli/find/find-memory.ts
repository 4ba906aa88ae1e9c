import type { MemoryItem } from '../../api/contract/memory.ts'
import { memoryItem } from '../../api/contract/memory.ts'
import type { Result } from '../../core/basics/result.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { findRunId } from './find-run-id.ts'

/** `<run>.<stage>.<generation>.<n>`, where the run may be only the end of its id. */
const MEMORY_ID = /^([^.]+)(\.[^.]+\.\d+\.\d+)$/

/** What is remembered under an id, a shortened one, or one that a handoff names. */
export async function findMemory(api: ApiClient, typed: string): Promise<Result<MemoryItem, CliFailure>> {
  const [, typedRun, rest] = MEMORY_ID.exec(typed) ?? []
  const run = typedRun === undefined ? undefined : await findRunId(api, typedRun)
  const id = run?.ok === true ? `${run.value}${rest}` : typed
  return await api.get(`/memory/${encodeURIComponent(id)}`, memoryItem)
}
