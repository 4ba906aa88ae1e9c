import { describe, expect, it } from 'vitest'
import { capabilityList } from '../../src/api/contract/capabilities.ts'
import { contextList, peopleList, scheduleForecast } from '../../src/api/contract/choices.ts'
import { taskDone, taskList } from '../../src/api/contract/tasks.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { aClock } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS } from '../support/http-world.ts'

const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))

async function sortSkill(desk: ApiWorld) {
  const { capabilities } = await desk.get('/api/v1/capabilities', capabilityList)
  return capabilities.find(({ ref }) => ref === 'skill:sort')
}

function forecastPath(cron: string, timezone: string): string {
  return `/api/v1/schedule?${new URLSearchParams({ cron, timezone })}`
}

describe('who can do a stage', () => {
  it('[AP100] is listed with what it takes and gives', async () => {
    expect(await sortSkill(anApi())).toMatchObject({ takes: ['Message'], gives: ['label'], origin: 'own' })
  })

  it('[AP101] has no cost and no quality before it did anything', async () => {
    expect(await sortSkill(anApi())).toMatchObject({ cost: null, quality: null })
  })

  it('[AP101] has the cost and the quality that its receipts prove', async () => {
    const desk = anApi()
    await desk.waitingRun()
    const [task] = (await desk.get('/api/v1/tasks', taskList)).tasks
    const address = `/api/v1/tasks/${task?.id}`
    const body = await desk.answering(address, { type: 'approve' })
    await desk.post(`${address}/answer`, { body, schema: taskDone })
    expect(await sortSkill(desk)).toMatchObject({
      cost: { median: { basis: 'free' }, uses: 1 },
      quality: { right: 1, judged: 1 },
    })
  })
})

describe('what a stage can be given to know', () => {
  it('[AP102] is listed with its tokens, the own collection first', async () => {
    const desk = anApi({
      files: {
        'collections/default/context/tone.md': '---\ndescription: How we write.\n---\n# Tone\nBe kind.',
        'collections/other/context/tone.md': '# Another tone',
      },
    })
    const names = async (query: string) => (await desk.get(`/api/v1/context${query}`, contextList)).modules
    const [tone] = await names('?collection=default')
    expect(tone).toMatchObject({
      ref: 'ctx:tone',
      name: 'Tone',
      description: 'How we write.',
      tokens: expect.any(Number),
    })
    expect(await names('?collection=other')).toMatchObject([{ name: 'Another tone' }])
  })
})

describe('people', () => {
  it('[AP103] are those that WorkCharts name, the most named first', async () => {
    const other = REFUNDS.replace('workflow_id: refunds', 'workflow_id: other').replace('human:support"', 'human:ann"')
    const desk = anApi({
      files: {
        'collections/default/workflows/other.yaml': other,
        'collections/default/workflows/broken.yaml': '[',
      },
    })
    expect((await desk.get('/api/v1/people', peopleList)).people).toEqual([
      { ref: 'human:support-lead', workCharts: 2 },
      { ref: 'human:ann', workCharts: 1 },
      { ref: 'human:support', workCharts: 1 },
    ])
  })
})

describe('a schedule that is being made', () => {
  it('[AP104] is told in words, with its next instants', async () => {
    const desk = anApi({ clock: aClock(FRIDAY) })
    expect(await desk.get(forecastPath('0 9 * * MON-FRI', 'Europe/London'), scheduleForecast)).toEqual({
      words: 'At 09:00, Monday through Friday',
      next: ['2026-11-23T09:00:00.000Z', '2026-11-24T09:00:00.000Z', '2026-11-25T09:00:00.000Z'],
    })
  })

  it('[AP104] is refused with its reason where it can not be', async () => {
    const desk = anApi()
    expect(await desk.refused(forecastPath('0 9 * *', 'UTC'))).toMatchObject({
      code: 'query-invalid',
      detail: expect.stringContaining('has 4 fields instead of 5'),
      errors: [{ pointer: '/cron' }],
    })
    expect(await desk.refused(forecastPath('0 9 * * *', 'Mars/Base'))).toMatchObject({
      code: 'query-invalid',
      errors: [{ pointer: '/timezone' }],
    })
  })
})
