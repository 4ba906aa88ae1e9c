import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { AnswerTask } from '../../core/run/command.ts'
import type { FoundTask } from '../../core/run/find-task.ts'
import { findTask } from '../../core/run/find-task.ts'
import type { RunId, TaskId } from '../../core/run/ids.ts'
import type { Run } from '../../core/run/run.ts'
import { allStages } from '../../core/run/stage-table.ts'
import type { Test, TestId } from '../../engine/tests.ts'
import type { ApiParts } from '../api-parts.ts'
import {
  testAnswerRequest,
  testForm,
  testFormRequest,
  testRequest,
  testSample,
  test as testSchema,
} from '../contract/tests.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { testerStanding } from '../posture/caller.ts'
import { fromTestProblem, TEST_OVER } from '../problems/from-test-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { commandId } from '../request-key.ts'
import { runDetail } from '../views/run-detail.ts'
import { taskDetail } from '../views/task-detail.ts'
import { testFormView, testView } from '../views/test.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'
import { taskProblem } from './task-problem.ts'
import { locateTask, unknownTask } from './task-reads.ts'
import { workflowParams } from './workflow-reads.ts'

const testParams = z.object({ id: z.string().min(1).max(200) })
const sampleParams = testParams.extend({ number: z.coerce.number().int().min(1) })

const prepare = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/tests/form',
  summary: 'What a test run of a draft would be given; begins nothing',
  request: { params: workflowParams, body: body(testFormRequest) },
  responses: answers(testForm, 'The form, and what would be held back.'),
})

const begin = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/tests',
  summary: 'Test a draft with samples: what would do more than read is held back, and nothing is kept',
  request: { params: workflowParams, body: body(testRequest) },
  responses: created(testSchema, 'The test has begun.'),
})

const read = createRoute({
  method: 'get',
  path: '/api/v1/tests/{id}',
  summary: 'A test run with the state of each sample',
  request: { params: testParams },
  responses: answers(testSchema, 'The test.'),
})

const readSample = createRoute({
  method: 'get',
  path: '/api/v1/tests/{id}/samples/{number}',
  summary: 'One sample of a test run: its stages, and the task that waits for the tester',
  request: { params: sampleParams },
  responses: answers(testSample, 'The sample.'),
})

const answer = createRoute({
  method: 'post',
  path: '/api/v1/tests/{id}/answer',
  summary: 'Answer a task of a test run',
  request: { params: testParams, body: body(testAnswerRequest) },
  responses: answers(nothing, 'The test goes on with it.'),
})

const close = createRoute({
  method: 'post',
  path: '/api/v1/tests/{id}/close',
  summary: 'End a test run and forget it',
  request: { params: testParams, body: body(nothing) },
  responses: answers(nothing, 'It is over.'),
})

export function addTestRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { tests, ids } = parts
  app.openapi(prepare, async (c) => {
    const { text, stage } = c.req.valid('json')
    const form = await tests.prepare({ workflow: c.req.valid('param').id, text, stage })
    return form.ok ? c.json(testFormView(form.value), 200) : refuse(c, fromTestProblem(form.error))
  })
  app.openapi(begin, async (c) => {
    const { text, stage, each } = c.req.valid('json')
    const [workflow, id] = [c.req.valid('param').id, commandId(c, ids) as string as TestId]
    const begun = await tests.begin({ id, workflow, text, stage, samples: each, by: c.get('actor') })
    if (!begun.ok) return refuse(c, fromTestProblem(begun.error))
    return c.json(testView(begun.value, await runsOf(begun.value)), 201)
  })
  app.openapi(close, async (c) => {
    await tests.close(c.req.valid('param').id)
    return c.json({}, 200)
  })
  addTestReads(app, parts)
  app.openapi(answer, (c) => answerTask(c, parts, { id: c.req.valid('param').id, ...c.req.valid('json') }))
}

function addTestReads(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(read, async (c) => {
    const found = parts.tests.find(c.req.valid('param').id)
    return found === undefined ? refuse(c, TEST_OVER) : c.json(testView(found, await runsOf(found)), 200)
  })
  app.openapi(readSample, async (c) => {
    const { id, number } = c.req.valid('param')
    const found = parts.tests.find(id)
    const run = await runOf(found, found?.runs[number - 1])
    if (found === undefined || run === undefined) return refuse(c, TEST_OVER)
    const viewing = { as: testerStanding(c), now: parts.clock.now(), sha256: parts.ids.sha256 }
    return c.json({ number, ...(await sampleOf(found, run, viewing)) }, 200)
  })
}

async function runOf(test: Test | undefined, id: RunId | undefined): Promise<Run | undefined> {
  return id === undefined ? undefined : await test?.engine.findRun(id)
}

export async function runsOf(test: Test): Promise<readonly Run[]> {
  const runs = await Promise.all(test.runs.map((id) => test.engine.findRun(id)))
  return runs.filter((run) => run !== undefined)
}

async function sampleOf({ engine, reader }: Test, run: Run, viewing: Parameters<typeof taskDetail>[1]) {
  const stored = await reader.history(run.id, { after: 0, also: [] })
  const history = stored.map(({ event }) => event)
  const found = firstTask(run)
  return {
    run: await runDetail({ plan: run.plan, history, receiptsAfter: async () => [], signed: null, owner: engine.owner }),
    task: found === undefined ? null : taskDetail({ run, found, history, next: null }, viewing),
  }
}

/** The task to answer next, in the plan's order. */
function firstTask(run: Run): FoundTask | undefined {
  const open = allStages(run.stages).flatMap(({ tasks }) => tasks.filter(({ state }) => state.status === 'open'))
  return open[0] === undefined ? undefined : findTask(run, open[0].id)
}

interface Answering extends z.output<typeof testAnswerRequest> {
  readonly id: string
}

async function answerTask(c: Context<ApiEnv>, { tests, ids }: ApiParts, { id, ...given }: Answering) {
  const [test, task] = [tests.find(id), given.task as TaskId]
  if (test === undefined) return refuse(c, TEST_OVER)
  const at = await locateTask(test, task)
  if (at === undefined) return refuse(c, unknownTask(task))
  const command: AnswerTask = {
    type: 'answer-task',
    id: commandId(c, ids),
    task,
    answer: given.answer,
    as: testerStanding(c),
    seen: given.version,
    salt: ids.salt(),
  }
  const result = await test.engine.command(at.run.id, command)
  if (result === undefined) return refuse(c, unknownTask(task))
  return result.ok ? c.json({}, 200) : refuse(c, await taskProblem({ ...test, ids }, command, result.error))
}
