import type { Problem } from '../../src/api/contract/problem.ts'
import type { Session } from '../../src/api/contract/system.ts'
import { ROLES } from '../../src/core/people/role.ts'
import { someGates } from './web-gates.ts'
import {
  aHome,
  aRunDetail,
  aRunSummary,
  aStallBudget,
  aTaskDetail,
  aTemplate,
  aVersionText,
  aWorkflowDetail,
  aWorkflowSummary,
  TASK_ROWS,
} from './web-views.ts'

/** What the screens' server answers, by the beginning of the path, or after a `*` by its end; the first that fits counts. */
export type Routes = Readonly<Record<string, (path: string) => unknown>>

export const OWNER_SESSION: Session = {
  actor: { id: 'human:owner', name: 'owner' },
  roles: [...ROLES],
  expiresAt: null,
}

export const NO_STALLS = { budget: aStallBudget(), stalls: [], before: null }

export const EVERYTHING: Routes = {
  '/home': () => aHome(),
  '/session': () => OWNER_SESSION,
  '/people/accounts': () => ({ people: [] }),
  '/runs/': () => aRunDetail(),
  '/run-views': () => ({ views: [] }),
  '/runs?': () => ({ runs: [aRunSummary()], next: null, looked: 1 }),
  '*/earlier': () => ({ latest: [], overall: null }),
  '/tasks/': () => aTaskDetail(),
  '/tasks?': () => ({ tasks: TASK_ROWS, next: null }),
  '*/gates': () => someGates(),
  '/workflows/support-desk/versions/': (path) => aVersionText(Number(path.split('/').at(-1))),
  '/templates': () => ({ templates: [aTemplate()] }),
  '/workflows/support-desk/samples': () => ({ rows: [], leftOut: 0 }),
  '/workflows/support-desk/stalls': () => NO_STALLS,
  '/workflows/': () => aWorkflowDetail(),
  '/workflows': () => ({ workflows: [aWorkflowSummary()] }),
}

export interface Sent {
  readonly path: string
  readonly body: unknown
}

/** A `fetch` that answers by routes, and what it was sent. */
export function fakeServer(routes: Routes): { readonly fetch: typeof fetch; readonly sent: readonly Sent[] } {
  const sent: Sent[] = []
  const answer = async (input: unknown, init?: RequestInit) => {
    const path = String(input).replace('/api/v1', '')
    if (init?.method !== undefined)
      sent.push({ path, body: init.body instanceof Blob ? 'bytes' : JSON.parse(String(init.body)) })
    const route = Object.entries(routes).find(([part]) => fits(path, part))
    const body = route === undefined ? problem(404, 'Nothing is here.') : await route[1](path)
    return body instanceof Response ? body : Response.json(body)
  }
  return { fetch: answer as typeof fetch, sent }
}

function fits(path: string, part: string): boolean {
  return part.startsWith('*') ? path.endsWith(part.slice(1)) : path.startsWith(part)
}

export function problem(status: number, detail: string): Response {
  const body: Problem = {
    type: '/problems/test',
    title: 'Refused',
    status,
    detail,
    instance: '/',
    code: 'test',
    errors: [],
  }
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
}

/** A stream on which nothing ever happens. */
export class QuietEventSource extends EventTarget {
  static readonly CLOSED = 2
  readonly readyState = 1
  onopen: (() => void) | null = null
  onmessage: (() => void) | null = null
  onerror: (() => void) | null = null
  close(): void {}
}
