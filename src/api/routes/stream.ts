import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { callerRole } from '../../core/people/caller.ts'
import type { ApiParts } from '../api-parts.ts'
import { streamQuery } from '../contract/stream.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun } from '../posture/seen.ts'
import type { Audience } from '../stream/feed.ts'
import { createFeed } from '../stream/feed.ts'
import { liveStream } from '../stream/live-stream.ts'
import { problemAnswer } from './answers.ts'

const getStream = createRoute({
  method: 'get',
  path: '/api/v1/stream',
  summary: 'Every committed fact as a server-sent event; `Last-Event-ID` or `after` replays',
  request: { query: streamQuery, headers: z.object({ 'last-event-id': z.string().optional() }) },
  responses: {
    200: { description: 'Messages whose ids are positions.', content: { 'text/event-stream': { schema: z.string() } } },
    default: problemAnswer,
  },
})

export function addStreamRoute(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const feed = createFeed(parts)
  app.openapi(getStream, (c) => {
    const after = lastSeen(c.req.valid('header')['last-event-id']) ?? c.req.valid('query').after
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' }
    return c.body(liveStream({ feed, clock: parts.clock }, { after, audience: audienceOf(c, parts) }), 200, headers)
  })
}

/** Whoever only takes part in tasks is told of tasks; whoever is limited to ventures, of their runs. */
function audienceOf(c: Context<ApiEnv>, { engine }: Pick<ApiParts, 'engine'>): Audience {
  const caller = c.get('caller')
  const readsWork = callerRole('work:read', caller) !== undefined
  return {
    key: JSON.stringify([readsWork, caller.ventures]),
    sees: async ({ run: id, event }) => {
      if (!readsWork && !event.type.startsWith('task-')) return false
      if (caller.ventures === null) return true
      const run = await engine.findRun(id)
      return run !== undefined && seesRun(c, run)
    },
  }
}

/** A browser that reconnects knows better than the address it began with. */
function lastSeen(id: string | undefined): number | undefined {
  return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : undefined
}
