import { describe, expect, it } from 'vitest'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { BODY_BYTES_MAX } from '../../src/api/posture/json-body.ts'
import { fromCreateProblem } from '../../src/api/problems/from-create-problem.ts'
import { fromRefusal } from '../../src/api/problems/from-refusal.ts'
import { fromRunProblem } from '../../src/api/problems/from-run-problem.ts'
import { PROBLEMS } from '../../src/api/problems/problem-codes.ts'
import type { Refusal } from '../../src/core/run/refusal.ts'
import { explainRefusal } from '../../src/core/run/refusal.ts'
import { REFUSE_CODE } from '../../src/core/workflow/refuse-code.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { RunProblem } from '../../src/engine/workflows.ts'
import { anApi } from '../support/http-world.ts'
import { at, LENA } from '../support/runs.ts'

const START = '/api/v1/workflows/refunds/runs'

describe('bodies', () => {
  it.each([
    [{ 'content-type': 'text/plain' }, '{}', 415],
    [{}, '{}', 415],
    [{ 'content-type': 'application/jsonp' }, '{}', 415],
    [{ 'content-type': 'application/json; charset=utf-8' }, '{', 415],
    [{ 'content-type': 'application/json' }, `{"text":"${'x'.repeat(BODY_BYTES_MAX)}"}`, 413],
    [{ 'content-type': 'application/json' }, `${'['.repeat(65)}${']'.repeat(65)}`, 422],
    [{ 'content-type': 'application/json' }, '{"inputs":{"__proto__":{"admin":true}}}', 422],
  ])('[AP10] %j with a body that starts %.20s is answered %d', async (headers, body, status) => {
    const { send } = anApi()
    const response = await send(START, { method: 'POST', headers, body: new Blob([body]) })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('[AP11][AP12] every value at fault is named, with what is wrong', async () => {
    const { refused } = anApi()
    expect(await refused('/api/v1/workflows', { text: '', colection: 'x' })).toEqual({
      type: '/problems/body-invalid',
      title: 'The request does not fit',
      status: 422,
      code: 'body-invalid',
      instance: '/api/v1/workflows',
      detail: expect.stringMatching(/^The body does not fit this request. Mend \/text: ./),
      errors: [
        { pointer: '/text', detail: expect.any(String) },
        { pointer: '', detail: expect.stringContaining('colection') },
      ],
    })
    const unknown = await refused('/api/v1/workflows/refunds/plan', { binds: {} })
    expect(unknown.detail).toMatch(/^The body does not fit this request. Mend The body: ./)
    expect(await refused('/api/v1/runs?limit=0')).toMatchObject({
      status: 400,
      code: 'query-invalid',
      errors: [{ pointer: '/limit' }],
    })
    expect(await refused('/api/v1/runs?limits=1')).toMatchObject({ status: 400 })
  })

  it('[AP12] what is not there says so', async () => {
    const { refused, send } = anApi()
    expect(await refused('/api/v1/nothing')).toMatchObject({ status: 404, code: 'not-found' })
    expect(await refused('/api/v1/nothing', {})).toMatchObject({ status: 404, code: 'not-found' })
    expect((await send('/api/v1/home', { method: 'HEAD' })).status).toBe(200)
  })

  it.each([
    ['POST', '/api/v1/skills'],
    ['PUT', '/api/v1/skills/sort/SKILL.md'],
    ['PATCH', '/api/v1/skills/sort'],
    ['DELETE', '/api/v1/skills/sort'],
  ])('[AP15] %s %s is refused with the law’s sentence', async (method, path) => {
    const { send } = anApi()
    const response = await send(path, {
      method,
      headers: { 'content-type': 'text/markdown' },
      body: method === 'DELETE' ? null : '# Code',
    })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'code-refused', detail: REFUSE_CODE })
    expect(REFUSE_CODE).toBe('The Builder composes capabilities. Code edits belong in the Skill Registry.')
  })
})

describe('what breaks', () => {
  const demo = (error: Error) => ({ workflow: 'w', messages: 1, start: () => Promise.reject(error) })

  it('[AP14] a full disk answers 507', async () => {
    const { refused, reported } = anApi({ parts: { demo: demo(new StoreError('full', undefined)) } })
    expect(await refused('/api/v1/demo', {})).toMatchObject({ status: 507, code: 'disk-full' })
    expect(reported).toEqual([])
  })

  it('[AP14] anything else answers 500, tells nothing and is reported', async () => {
    const error = new Error('secret path')
    const { refused, reported } = anApi({ parts: { demo: demo(error) } })
    const answer = await refused('/api/v1/demo', {})
    expect(answer).toMatchObject({ status: 500, code: 'internal' })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(reported).toEqual([error])
  })
})

const REFUSALS: readonly Refusal[] = [
  { code: 'run-finished' },
  { code: 'run-not-finished' },
  { code: 'run-not-paused' },
  { code: 'stage-unknown', stage: 'a' },
  { code: 'stage-not-ready', stage: 'a' },
  { code: 'stage-settled', stage: 'a' },
  { code: 'task-unknown', task: 't' },
  { code: 'task-withdrawn', task: 't' },
  { code: 'task-claimed', by: LENA },
  { code: 'task-decided', by: LENA, at: at(0), answer: 'approve' },
  { code: 'answer-not-offered', reason: 'human-stage', answer: 'retry' },
  { code: 'outputs-required' },
  { code: 'outputs-too-large', bytes: 2, bytesMax: 1 },
  { code: 'rounds-exhausted', roundsMax: 100 },
]

describe('refusals', () => {
  it.each(REFUSALS)('[AP13] $code keeps its code and sentence', (refusal) => {
    expect(fromRefusal(refusal)).toEqual({ code: refusal.code, detail: explainRefusal(refusal), errors: [] })
    expect(PROBLEMS[refusal.code].status).toBeGreaterThanOrEqual(404)
  })

  it('[AP13] of values name each of them', () => {
    const problems = [{ pointer: '/amount', message: 'It must be a number.' }]
    expect(fromRefusal({ code: 'outputs-invalid', problems }).errors).toEqual([
      { pointer: '/amount', detail: 'It must be a number.' },
    ])
    const problem: RunProblem = { code: 'start-refused', index: 3, refusal: { code: 'inputs-invalid', problems } }
    expect(fromRunProblem(problem)).toMatchObject({
      code: 'inputs-invalid',
      errors: [{ pointer: '/each/3/inputs/amount' }],
    })
  })

  it.each<RunProblem>([
    { code: 'workflow-unknown', name: 'w' },
    { code: 'too-many-runs', runs: 2, runsMax: 1 },
    { code: 'binding-invalid', role: 'reviewer', text: 'x' },
    { code: 'not-published', name: 'w' },
  ])('[AP12][AP13] $code says what to do next in a second sentence', (problem) => {
    const { code, detail } = fromRunProblem(problem)
    expect(code).toBe(problem.code)
    expect(detail).toMatch(/^.+[.] .+[.]$/)
  })

  it('[AP13] of a plan name the document’s or the overrides’ place', () => {
    const problem = {
      code: 'role-unbound',
      severity: 'error',
      message: 'Nobody.',
      help: 'Bind it.',
      pointer: '/roles',
    } as const
    const place = { file: 'overrides.toml', line: 2, column: 1, pointer: '/x' }
    const report = {
      stages: [],
      batches: [],
      bindings: [],
      overrides: [],
      missing: [],
      texts: [],
      problems: [problem, { ...problem, at: place }, { ...problem, severity: 'warning' }],
    } as const
    expect(fromRunProblem({ code: 'plan-incomplete', report }).errors).toEqual([
      { pointer: '/roles', detail: 'Nobody. Bind it.', rule: 'role-unbound' },
      { pointer: '/x', detail: 'Nobody. Bind it.', rule: 'role-unbound', file: 'overrides.toml', line: 2, column: 1 },
    ])
  })

  it('[AP42] of a creation say what is in the way', () => {
    expect(fromCreateProblem({ code: 'workflow-invalid', problems: [] }).detail).toContain('Mend')
    expect(fromCreateProblem({ code: 'workflow-exists', id: 'w', file: 'f' }).detail).toContain('in f')
    expect(fromCreateProblem({ code: 'collection-unknown', collection: 'c' }).detail).toContain('"c"')
  })

  it('[AP17] reading changes nothing', async () => {
    const { send, store, waitingRun, api } = anApi()
    const run = await waitingRun()
    const before = await store.eventsAfter(0, 100)
    const paths = api.routes.filter(
      ({ method, path }) => method === 'GET' && path.startsWith('/api/') && !path.endsWith('stream'),
    )
    for (const { path } of paths) {
      for (const method of ['GET', 'HEAD']) await send(path.replace(':id', run.id), { method })
    }
    expect(await store.eventsAfter(0, 100)).toEqual(before)
  })

  it('[AP20] inputs that do not fit start nothing', async () => {
    const { refused, post, store } = anApi()
    expect(await refused(START, { inputs: { mesage: 'Hi' } })).toMatchObject({ status: 422, code: 'inputs-invalid' })
    const each = [{ inputs: { message: 'Hi' } }, { inputs: { message: 7 } }]
    expect(await refused(START, { each })).toMatchObject({ errors: [{ pointer: '/each/1/inputs/message' }] })
    expect(await refused('/api/v1/workflows/none/runs', {})).toMatchObject({ status: 404, code: 'workflow-unknown' })
    expect(await store.countRuns()).toEqual([])
    const { runs } = await post(START, { body: { inputs: { message: 'Hi' }, title: 'one' }, schema: startedRuns })
    expect(runs).toHaveLength(1)
  })
})
