import type { JsonObject } from '../../core/basics/json.ts'
import type { Target } from './settings.ts'

/** `later`: it may be taken if it is sent again. `never`: it is not wanted as it is. */
type Posted = 'taken' | 'later' | 'never'

/** What the specification of OTLP says may be sent again. */
const AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504])

/**
 * Sends one body to a collector. Whatever happens there is an answer, and nothing waits longer than the target says or
 * than `stop` lets it.
 */
export async function postOtlp(
  { url, headers, timeoutMs }: Target,
  body: JsonObject,
  stop: AbortSignal,
): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]),
    })
    await response.body?.cancel()
    if (response.ok) return 'taken'
    return AGAIN.has(response.status) ? 'later' : 'never'
  } catch {
    return 'later'
  }
}
