import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { fromIsoTime } from '../../core/basics/timestamp.ts'
import { daysFrom } from '../../core/schedule/day-starts.ts'
import { isTimezone } from '../../core/schedule/timezone.ts'
import type { ApiParts } from '../api-parts.ts'
import { calendar, calendarQuery } from '../contract/calendar.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { refuse } from '../problems/refuse.ts'
import { calendarView } from '../views/calendar.ts'
import { workflowNames } from '../views/names.ts'
import { answers } from './answers.ts'

/** What has been is counted among so many of the newest. */
const FIRINGS_COUNTED_MAX = 2_000

const getCalendar = createRoute({
  method: 'get',
  path: '/api/v1/calendar',
  summary: 'What schedules started and left out, and what they will start, day by day',
  request: { query: calendarQuery },
  responses: answers(calendar, 'The days, in order.'),
})

export function addCalendarRoute(app: OpenAPIHono<ApiEnv>, { reader, workflows, clock }: ApiParts): void {
  app.openapi(getCalendar, async (c) => {
    const { from, days: count, timezone } = c.req.valid('query')
    if (!isTimezone(timezone)) {
      const detail = `There is no time zone "${timezone}". Write its name, such as Europe/London.`
      return refuse(c, { code: 'query-invalid', detail, errors: [{ pointer: '/timezone', detail }] })
    }
    const now = clock.now()
    const days = daysFrom(from === undefined ? now : fromIsoTime(from), { timezone, count })
    const [rows, firings, summaries] = await Promise.all([
      reader.listTriggers(),
      reader.listFirings(null, FIRINGS_COUNTED_MAX),
      workflows.list(),
    ])
    const names = workflowNames(summaries)
    return c.json({ timezone, ...calendarView({ rows, firings, names, days, now }) }, 200)
  })
}
