import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { parseCron } from '../../core/schedule/cron.ts'
import { isTimezone } from '../../core/schedule/timezone.ts'
import { readJson } from '../../core/workflow/edit-document.ts'
import { peopleIn } from '../../core/workflow/people-in.ts'
import type { Library, WorkflowFile } from '../../engine/ports.ts'
import type { ApiParts } from '../api-parts.ts'
import type { NamedPerson } from '../contract/choices.ts'
import { peopleList, scheduleForecast, scheduleQuery } from '../contract/choices.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { refuse } from '../problems/refuse.ts'
import { forecastOf } from '../views/trigger.ts'
import { answers } from './answers.ts'

/** More people than anybody looks through. */
const PEOPLE_MAX = 1_000

const listPeople = createRoute({
  method: 'get',
  path: '/api/v1/people',
  summary: 'The people and teams that WorkCharts name',
  responses: answers(peopleList, 'Those that most WorkCharts name come first.'),
})

const forecast = createRoute({
  method: 'get',
  path: '/api/v1/schedule',
  summary: 'When a schedule would start runs',
  request: { query: scheduleQuery },
  responses: answers(scheduleForecast, 'The schedule in words, and its next instants.'),
})

/** What somebody who builds a WorkChart chooses from. */
export function addChoiceRoutes(app: OpenAPIHono<ApiEnv>, { library, clock }: ApiParts): void {
  app.openapi(listPeople, async (c) => c.json({ people: await namedPeople(library) }, 200))
  app.openapi(forecast, (c) => {
    const { cron: text, timezone, count } = c.req.valid('query')
    const cron = parseCron(text)
    if (!cron.ok) return misfit(c, 'cron', `${cron.error.message} ${cron.error.help}`)
    if (!isTimezone(timezone))
      return misfit(c, 'timezone', `There is no time zone "${timezone}". Choose one of the list.`)
    return c.json(forecastOf(cron.value, { timezone, after: clock.now(), count }), 200)
  })
}

function misfit(c: Parameters<typeof refuse>[0], key: string, detail: string) {
  return refuse(c, { code: 'query-invalid', detail, errors: [{ pointer: `/${key}`, detail }] })
}

async function namedPeople(library: Library): Promise<readonly NamedPerson[]> {
  const named = (await library.listWorkflows()).flatMap(peopleOf)
  const counts = [...Map.groupBy(named, (ref) => ref)].map(([ref, times]) => ({ ref, workCharts: times.length }))
  const ordered = counts.toSorted(
    (left, right) => right.workCharts - left.workCharts || (left.ref < right.ref ? -1 : 1),
  )
  return ordered.slice(0, PEOPLE_MAX)
}

/** Each once; of a file that can not be read nobody. */
function peopleOf(source: WorkflowFile): readonly string[] {
  const document = readJson(source)
  return document.ok ? peopleIn(document.value) : []
}
