import type { Session, SessionRequest } from '../../api/contract/system.ts'
import { freshKey } from './fresh-key.ts'
import { postJson, RequestFailed } from './http.ts'

/** `link-over`: the start link was used before or is too old. */
export type Entry = 'entered' | 'link-over'

type Place = Pick<Window, 'location' | 'history'>

/**
 * Exchanges the one-time code in the address (`#code=…`) for a session. The code stands behind the `#`, which is never
 * sent to a server, and is taken out of the address before anything else sees it.
 */
export async function enterByLink({ location, history }: Place): Promise<Entry> {
  const code = new URLSearchParams(location.hash.slice(1)).get('code')
  if (code === null) return 'entered'
  history.replaceState(null, '', location.pathname + location.search)
  try {
    const body: SessionRequest = { code }
    await postJson<Session>({ path: '/session', body, key: freshKey() })
    return 'entered'
  } catch (error) {
    if (error instanceof RequestFailed) return error.failure.type === 'unreachable' ? 'entered' : 'link-over'
    throw error
  }
}
