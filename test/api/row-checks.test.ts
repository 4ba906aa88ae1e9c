import { describe, expect, it } from 'vitest'
import { rowCheck } from '../../src/api/contract/row-checks.ts'
import { ROWS_BYTES_MAX } from '../../src/api/contract/row-limits.ts'
import { runList, startedRuns } from '../../src/api/contract/runs.ts'
import { workflowDetail } from '../../src/api/contract/workflows.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS } from '../support/http-world.ts'

const REFUNDS_PATH = '/api/v1/workflows/refunds'
const CHECKS = `${REFUNDS_PATH}/row-checks`
const ONE = '019a0000-0000-7000-8000-000000000001'
const TWO = '019a0000-0000-7001-8000-000000000002'

async function runsOf(desk: ApiWorld): Promise<readonly string[]> {
  const { runs } = await desk.get('/api/v1/runs', runList)
  return runs.map(({ id }) => id).toSorted()
}

describe('rows before runs are started with them', () => {
  it('[AP150] are told apart by whether they fit, with what is wrong, left out, and what the runs are called', async () => {
    const desk = anApi()
    const text = 'title,message,mesage\nA,The lid broke,x\nB,,\nA,The lid broke,\n'
    expect(await desk.post(CHECKS, { body: { text }, schema: rowCheck })).toEqual({
      numbered: 'line',
      columns: ['title', 'message', 'mesage'],
      title: 'title',
      rows: [
        { at: 2, title: 'A', inputs: { message: 'The lid broke' } },
        { at: 4, title: 'A', inputs: { message: 'The lid broke' } },
      ],
      misfits: [{ at: 3, problems: [{ column: 'message', message: 'The input "message" is missing.' }] }],
      strangers: [{ column: 'mesage', meant: null }],
      repeats: [{ at: 4, as: 2 }],
    })
    const named = await desk.post(CHECKS, { body: { text, title: 'message' }, schema: rowCheck })
    expect(named.rows[0]?.title).toBe('The lid broke')
    expect(await runsOf(desk)).toEqual([])
  })

  it('[AP151] are refused where there is nothing to judge', async () => {
    const desk = anApi({ files: { 'collections/default/workflows/broken.yaml': 'workflow_id: [' } })
    const refused = async (path: string, text: string) => await desk.refused(path, { text })
    expect(await refused(CHECKS, '')).toMatchObject({ status: 422, code: 'rows-refused' })
    expect(await refused(CHECKS, 'message\n')).toMatchObject({ status: 422, code: 'rows-refused' })
    expect(await refused(`${REFUNDS_PATH}s/row-checks`, 'message\na')).toMatchObject({ code: 'workflow-unknown' })
    expect(await refused('/api/v1/workflows/broken/row-checks', 'message\na')).toMatchObject({
      code: 'workflow-invalid',
    })
  })

  it('[AP151] are refused where they would be too large to start, though not to check', async () => {
    const desk = anApi()
    const rows = Array.from({ length: 1_000 }, () => 'x'.repeat(4_130)).join('\n')
    expect(rows.length).toBeLessThan(ROWS_BYTES_MAX)
    expect(await desk.refused(CHECKS, { text: `message\n${rows}` })).toMatchObject({
      code: 'rows-refused',
      detail: 'Together these rows are more than one call can start. Split them into two.',
    })
  })
})

describe('runs with ids of their own', () => {
  it('[AP152] start once, however often and beside whatever they are sent', async () => {
    const desk = anApi()
    const first = { id: ONE, title: 'first', inputs: { message: 'The lid broke' } }
    const second = { id: TWO, title: 'second', inputs: { message: 'It leaks' } }
    const start = (...each: readonly (typeof first)[]) =>
      desk.post(`${REFUNDS_PATH}/runs`, { body: { each }, schema: startedRuns })
    expect((await start(first)).runs.map(({ id }) => id)).toEqual([ONE])
    expect((await start(first, second)).runs.map(({ id }) => id)).toEqual([ONE, TWO])
    expect(await runsOf(desk)).toEqual([ONE, TWO])
  })

  it('[AP152] that can be none are refused', async () => {
    const desk = anApi()
    const inputs = { message: 'The lid broke' }
    const refused = (...ids: readonly string[]) =>
      desk.refused(`${REFUNDS_PATH}/runs`, { each: ids.map((id) => ({ id, inputs })) })
    expect(await refused('first')).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(await refused(ONE, ONE)).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(await runsOf(desk)).toEqual([])
  })
})

it('[AP153] the page of a WorkChart says what its form begins with', async () => {
  const manual = '  - { type: manual, inputs: { message: Please look }}\n'
  const text = REFUNDS.replace('triggers:\n', `triggers:\n${manual}`)
  const desk = anApi({ files: { 'collections/default/workflows/refunds.yaml': text } })
  const { beginnings } = await desk.get(REFUNDS_PATH, workflowDetail)
  expect(beginnings).toEqual([{ id: 'manual', inputs: { message: 'Please look' } }])
})
