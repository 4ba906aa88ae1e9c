import type { Context, Hono } from 'hono'
import type { ApiParts } from '../api-parts.ts'
import type { FeelPulse } from '../engine-pulse.ts'
import type { ApiEnv } from '../posture/authenticate.ts'

/** A turn of many runs, and the log that it is written to, take a few megabytes. */
const FREE_BYTES_MIN = 10_000_000

type Reason = 'starting' | 'engine-stalled' | 'disk-full'

/**
 * What whoever keeps the process running asks it: whether to start it anew, and whether to send it work. They are open
 * to strangers, so they tell nothing else, and however many ask at once, the engine is asked one thing.
 */
export function addProbes(app: Hono<ApiEnv>, parts: ApiParts, feelPulse: FeelPulse): void {
  app.get('/healthz', async (c) => tell(c, await whyUnwell(feelPulse)))
  app.get('/readyz', async (c) => tell(c, (await whyUnwell(feelPulse)) ?? (await whyUnready(parts))))
}

async function whyUnwell(feelPulse: FeelPulse): Promise<Reason | undefined> {
  return (await feelPulse()).type === 'stalled' ? 'engine-stalled' : undefined
}

async function whyUnready({ engine, freeBytes }: ApiParts): Promise<Reason | undefined> {
  const condition = engine.condition()
  if (condition !== 'ready') return condition
  return (await freeBytes()) < FREE_BYTES_MIN ? 'disk-full' : undefined
}

function tell(c: Context, reason: Reason | undefined): Response {
  c.header('cache-control', 'no-store')
  return reason === undefined ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable', reason }, 503)
}
