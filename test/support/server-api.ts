import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { startLink } from '../../src/api/contract/system.ts'
import type { TaskDetail } from '../../src/api/contract/task-detail.ts'
import type { TaskAnswer } from '../../src/api/contract/tasks.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Home } from './program.ts'

/** The API of a real server, as its command line reaches it. */
export interface ServerApi {
  readonly get: <T>(path: string) => Promise<T>
  /** The answer whatever its status. */
  readonly send: (path: string, body: unknown) => Promise<Response>
}

export async function apiOf(home: Home): Promise<ServerApi> {
  const { port, token } = JSON.parse(await readFile(join(home.folder, 'workcharts/server.json'), 'utf8'))
  const base = `http://127.0.0.1:${port}/api/v1`
  const authorization = `Bearer ${token}`
  return {
    get: async <T>(path: string) => {
      const response = await fetch(`${base}${path}`, { headers: { authorization } })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    send: (path, body) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  }
}

/** Answers a task as somebody does who sees it as it is now. */
export async function answerTask(api: ServerApi, id: string, answer: TaskAnswer): Promise<Response> {
  const { version } = await api.get<Pick<TaskDetail, 'version'>>(`/tasks/${id}`)
  return await api.send(`/tasks/${id}/answer`, { answer, version })
}

/** The ids of the runs that were started, one for each of `each`. */
export async function startRuns(
  api: ServerApi,
  workflow: string,
  each: readonly JsonObject[],
): Promise<readonly string[]> {
  const response = await api.send(`/workflows/${workflow}/runs`, { each: each.map((inputs) => ({ inputs })) })
  const { runs } = startedRuns.parse(await response.json())
  return runs.map(({ id }) => id)
}

/** A link that signs its reader in, once, within a minute. */
export async function newStartLink(api: ServerApi): Promise<string> {
  return startLink.parse(await (await api.send('/session/link', {})).json()).url
}

export interface RunRow {
  readonly id: string
  readonly title: string | null
  readonly status: string
  readonly cause: { readonly type: string; readonly instant?: string }
}

/** Every page of the list of runs. */
export async function allRuns(api: ServerApi): Promise<readonly RunRow[]> {
  const rows: RunRow[] = []
  for (let before: string | null = ''; before !== null; ) {
    const page: { readonly runs: readonly RunRow[]; readonly next: string | null } = await api.get(
      `/runs?limit=200${before === '' ? '' : `&before=${before}`}`,
    )
    rows.push(...page.runs)
    before = page.next
  }
  return rows
}
