import type { RunSummary } from '../../api/contract/runs.ts'
import { runList } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { query } from '../find/query.ts'
import type { Connected } from '../session.ts'
import { nextPause, POLL_MIN_MS } from './pace.ts'
import { endingOf } from './run-ending.ts'

export interface Watched {
  /** `interrupted`: the person pressed Ctrl-C; the runs go on where they are. */
  readonly how: 'settled' | 'interrupted'
  readonly runs: readonly RunSummary[]
}

export interface Watch {
  readonly ids: readonly string[]
  readonly onLook: (runs: readonly RunSummary[]) => void
}

/** Looks at runs until each of them has ended or waits for a person. */
export async function awaitRuns({ api, io }: Connected, { ids, onLook }: Watch): Promise<Result<Watched, CliFailure>> {
  let pauseMs = POLL_MIN_MS
  let before = ''
  for (;;) {
    const read = await readRuns(api, ids)
    if (!read.ok) return read
    const runs = read.value
    onLook(runs)
    if (runs.every((run) => endingOf(run) !== 'none')) return ok({ how: 'settled', runs })
    if (io.interrupted.aborted) return ok({ how: 'interrupted', runs })
    await io.wait(pauseMs)
    const now = runs.map(({ updatedAt }) => updatedAt).join()
    pauseMs = nextPause(pauseMs, now === before ? 'same' : 'changed')
    before = now
  }
}

/** The API's own limit. */
const PAGE_MAX = 200

/** The runs with these ids, in that order; newest pages first until all are found. */
async function readRuns(api: ApiClient, ids: readonly string[]): Promise<Result<readonly RunSummary[], CliFailure>> {
  const search = ids.length === 1 ? ids[0] : undefined
  const found = new Map<string, RunSummary>()
  const wanted = new Set(ids)
  let before: string | undefined
  do {
    const page = await api.get(`/runs${query({ search, before, limit: PAGE_MAX })}`, runList)
    if (!page.ok) return page
    for (const run of page.value.runs) if (wanted.has(run.id)) found.set(run.id, run)
    before = page.value.next ?? undefined
  } while (before !== undefined && found.size < wanted.size)
  return ok(ids.flatMap((id) => found.get(id) ?? []))
}
