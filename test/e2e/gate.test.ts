import { expect, it } from 'vitest'
import type { Gate } from '../../src/api/contract/gates.ts'
import type { TaskDetail } from '../../src/api/contract/task-detail.ts'
import type { TaskList } from '../../src/api/contract/tasks.ts'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { publish } from '../support/builder-page.ts'
import { addFiles } from '../support/folders.ts'
import type { Asked, Reply } from '../support/model-server.ts'
import { aModelServer, saying } from '../support/model-server.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { randomFrom } from '../support/seeded.ts'
import type { ServerApi } from '../support/server-api.ts'
import { answerTask, apiOf, startRuns } from '../support/server-api.ts'

const FILES = {
  'collections/default/agents/sorter.md': '---\nname: sorter\ndescription: Sorts messages.\n---\nYou sort messages.\n',
  'collections/default/workflows/sort.yaml': `workflow_id: sort
name: Sort messages
inputs:
  message: { type: string }
stages:
  - id: sort
    name: Sort the message
    roles: { primary: "agent:sorter" }
    inputs: { message: "\${{ inputs.message }}" }
    outputs: { label: { type: string, enum: [refund, question] } }
    gate: { threshold: 0.85 }
    escalation: { to: ["human:support"] }
`,
}

const MESSAGES = 1_000
const AT_ONCE = 100
const GATE = '/insights/gates/sort/sort'

/** What is right for a message stands in it, and how sure the model will be, and of what: people read it, and it is told. */
function someMessages(): readonly string[] {
  const random = randomFrom(5)
  return Array.from({ length: MESSAGES }, () => {
    const confidence = 50 + Math.round(random() * 50)
    const truth = random() < 0.5 ? 'refund' : 'question'
    const isWrong = random() < (confidence > 62 ? 0.005 : 0.3)
    const said = isWrong === (truth === 'refund') ? 'question' : 'refund'
    return `<${truth} ${said} ${confidence}>`
  })
}

function partsOf(text: string): readonly string[] {
  return /<(\w+) (\w+) (\d+)>/.exec(text)?.slice(1) ?? []
}

it('[E2E146] at most 5 wrong in 100 is promised once reviews prove it, and everything goes to people again when the model changes', async () => {
  await using home = await aHome()
  addFiles(home.folder, FILES)
  let model = 'm-1'
  const reply = ({ body }: Asked): Reply => {
    const [, label = '', confidence = '0'] = partsOf(JSON.stringify(body['messages']))
    const answer = saying({ label }, Number(confidence) / 100)
    return answer.type === 'says' ? { ...answer, model } : answer
  }
  const server = await aModelServer(reply)
  const connection = ['--provider', 'openai-compatible', '--base-url', server.baseUrl, '--model', 'm-1']
  await type(home, 'connections', 'add', 'house', ...connection)
  await using program = await startServer(home)
  await using browser = await aBrowser()
  const page = await browser.open()
  await enter(page, program.link)

  await page.goto(new URL(GATE, page.url()).href)
  await settled(page, 'How sure is sure enough')
  await page.getByRole('button', { name: /^5 in 100/ }).click()
  await page.getByRole('button', { name: 'Save to draft' }).click()
  await page.getByRole('link', { name: 'Open it in the builder' }).click()
  await publish(page, 'sort')
  await page.goto(new URL(GATE, page.url()).href)
  const status = page.getByRole('region', { name: 'What may be wrong' }).getByRole('status')
  await expect.poll(() => status.textContent()).toMatch(/Needs 240 more reviews/)

  const api = await apiOf(home)
  const messages = someMessages()
  const seen = new Set<string>()
  for (let first = 0; first < MESSAGES; first += AT_ONCE) {
    await startRuns(
      api,
      'sort',
      messages.slice(first, first + AT_ONCE).map((message) => ({ message })),
    )
    await reviewAll(api)
    seen.add((await status.textContent()) ?? '')
  }
  await expect.poll(() => status.textContent()).toMatch(/^Certified/)
  expect([...seen].some((words) => /^Needs( [\d,]+)? more reviews/.test(words))).toBe(true)
  const before = await api.get<Gate>('/workflows/sort/gates/sort')
  expect(before.answers).toBe(MESSAGES)
  expect(before.checked).toBeLessThan(MESSAGES)

  model = 'm-2'
  await startRuns(
    api,
    'sort',
    Array.from({ length: 20 }, () => ({ message: '<refund refund 99>' })),
  )
  await expect
    .poll(async () => (await openTasks(api)).filter(({ reason }) => reason === 'no-certificate').length)
    .toBe(20)
  await reviewAll(api)
  await page.getByText(/The model changed from house\/m-1 to house\/m-2/).waitFor()
  expect(await status.textContent()).toMatch(/^Needs( [\d,]+)? more reviews/)
})

async function openTasks(api: ServerApi): Promise<TaskList['tasks']> {
  return (await api.get<TaskList>('/tasks?status=open&limit=200')).tasks
}

/** People answer all that they are asked, as the messages say, until nothing is asked any more. */
async function reviewAll(api: ServerApi): Promise<void> {
  for (;;) {
    const tasks = (await openTasks(api)).filter(({ reason }) => reason !== 'second-review')
    if (tasks.length === 0 && (await areAllJudged(api))) return
    for (const { id } of tasks) {
      const { asked } = await api.get<TaskDetail>(`/tasks/${id}`)
      const [label = ''] = partsOf(String(asked.runInputs[0]?.value))
      const response = await answerTask(api, id, { type: 'edit', outputs: { label } })
      if (!response.ok) throw new Error(await response.text())
    }
  }
}

async function areAllJudged(api: ServerApi): Promise<boolean> {
  const { runs } = await api.get<{ readonly runs: readonly unknown[] }>('/runs?status=running&limit=1')
  return runs.length === 0
}
