import type { Pasted, PastedRequest } from '../../api/contract/builder-door.ts'
import { REFUSE_CODE } from '../../core/workflow/refuse-code.ts'
import { freshKey } from './fresh-key.ts'
import type { Failure } from './http.ts'
import { postJson, RequestFailed } from './http.ts'

/** What the server says of a text from outside, or of a wish to open a source. */
export type Judged =
  | { readonly type: 'code' }
  | { readonly type: Pasted['kind'] }
  | { readonly type: 'failed'; readonly failure: Failure }

export async function judgePasted(body: PastedRequest): Promise<Judged> {
  return await judged(async () => (await postJson<Pasted>({ path: '/builder/pasted', body, key: freshKey() })).kind)
}

/** The server refuses; nothing else can come of it. */
export async function openSource(ref: string): Promise<Judged> {
  return await judged(async () => {
    await postJson<never>({ path: '/builder/open-source', body: { ref }, key: freshKey() })
    return 'code'
  })
}

async function judged(ask: () => Promise<'code' | Pasted['kind']>): Promise<Judged> {
  try {
    return { type: await ask() }
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    const { failure } = error
    const isCode = failure.type === 'refused' && failure.problem.detail === REFUSE_CODE
    return isCode ? { type: 'code' } : { type: 'failed', failure }
  }
}
