import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TaskList } from '../../src/api/contract/tasks.ts'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { publish } from '../support/builder-page.ts'
import { addFiles } from '../support/folders.ts'
import { aModelServer, saying } from '../support/model-server.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { answerTask, apiOf, startRuns } from '../support/server-api.ts'

const AGENT = (name: string) => `---\nname: ${name}\ndescription: Looks at messages.\n---\nYou sort messages.\n`
const FILES = {
  'collections/default/agents/sorter.md': AGENT('sorter'),
  'collections/default/agents/checker.md': AGENT('checker'),
  'collections/default/workflows/sort.yaml': `workflow_id: sort
name: Sort
stages:
  - id: sort # the only one
    roles: { primary: "agent:sorter", reviewer: "agent:checker" }
    outputs: { label: { type: string } }
    gate: { threshold: 0.8, audit_rate: 0 }
`,
}

it('[UI190][UI191][UI192][UI193][GA11] asking three times is set in the builder, told on the WorkChart, and proved by the receipt', async () => {
  await using home = await aHome()
  addFiles(home.folder, FILES)
  const refund = saying({ label: 'refund' }, 1)
  const server = await aModelServer(refund, saying({ label: 'other' }, 1), refund, saying({}, 0.7))
  const model = ['--provider', 'openai-compatible', '--base-url', server.baseUrl, '--model', 'm-1']
  await type(home, 'connections', 'add', 'house', ...model)
  await using program = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, program.link)
  await page.goto(new URL('/workcharts/sort/edit', page.url()).href)
  await settled(page, 'Sort')
  await page.locator('[data-stage="sort"]').click()
  const stage = page.getByRole('complementary', { name: 'Stage: sort' })
  await stage.getByLabel('Ask several times').selectOption('3 times')
  await stage.getByLabel('When checker checks').selectOption('Only when unsure')
  await stage.getByLabel('Checked to, in per cent').fill('95')
  await page.keyboard.press('Enter')
  await publish(page, 'sort')
  await page.getByText('asked 3 times; the share of answers that agree is how sure it is').waitFor()
  await page.getByText('checked by checker when between 60 % and 95 % sure').waitFor()
  expect(await readFile(join(home.folder, 'collections/default/workflows/sort.yaml'), 'utf8')).toBe(
    FILES['collections/default/workflows/sort.yaml'].replace(
      'audit_rate: 0',
      'audit_rate: 0, samples: 3, review_between: [ 0.6, 0.95 ]',
    ),
  )

  const api = await apiOf(home)
  const [run = ''] = await startRuns(api, 'sort', [{}])
  const tasks = async () => (await api.get<TaskList>(`/tasks?status=open&run=${run}`)).tasks
  await expect.poll(tasks).toMatchObject([{ reason: 'low-confidence', confidence: 0.7 }])
  const [task] = await tasks()
  await page.goto(new URL(`/inbox/${task?.id}`, page.url()).href)
  const measured = 'it says 100 % · 2 of 3 answers agreed · a second skill says 70 %'
  await page.getByText(`Measured: ${measured}`).waitFor()
  expect((await type(home, 'runs', 'show', run)).out).toContain(`70 % sure, asks a person below 80 % (${measured})`)
  expect(await answerTask(api, task?.id ?? '', { type: 'approve' })).toMatchObject({ ok: true })
  const receipts = (await type(home, 'receipts', 'export', '--run', run)).out
  expect(JSON.parse(receipts.split('\n')[0] ?? '')).toMatchObject({
    confidence: 0.7,
    confidence_source: 'scored',
    scores: [
      { source: 'reported', value: 1 },
      { source: 'agreement', value: 2 / 3, samples: 3, agreeing: 2 },
      { source: 'scored', value: 0.7, by: 'agent:checker' },
    ],
    quality: { verdict: 'right' },
  })
})
