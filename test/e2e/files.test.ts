import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { TaskDetail } from '../../src/api/contract/task-detail.ts'
import { aBrowser } from '../support/browser.ts'
import { openTaskOf } from '../support/customer-desk.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { apiOf, startRuns } from '../support/server-api.ts'

const OFFER = `workflow_id: offer
name: Offer
stages:
  - { id: write, name: Write the offer, roles: { primary: "human:owner" } }
  - { id: sign, name: Sign the offer, depends_on: [write], roles: { primary: "human:owner" } }
`
const BYTES = Buffer.from('%PDF-1.7\n\u0000 offer')

it('[E2E132] a file that was given in a browser is handed on, proved and saved with the same bytes', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const api = await apiOf(home)
  expect((await api.send('/workflows', { text: OFFER })).status).toBe(201)
  const [run = '', other] = await startRuns(api, 'offer', [{}, {}])
  const page = await browser.open()
  await page.goto(server.link)
  await page.getByRole('heading', { level: 1 }).waitFor()

  const first = await openTaskOf(api, run)
  await page.goto(`http://127.0.0.1:${server.port}/inbox/${first.id}`)
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'Angebot ä.pdf', mimeType: 'application/pdf', buffer: BYTES })
  await page.getByRole('button', { name: 'Remove Angebot ä.pdf' }).waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect.poll(async () => (await api.get<RunDetail>(`/runs/${run}`)).stages[0]?.status).toBe('succeeded')

  const sha256 = createHash('sha256').update(BYTES).digest('hex')
  const file = { name: 'Angebot ä.pdf', size: BYTES.length, sha256 }
  const second = await openTaskOf(api, run)
  const { evidence } = await api.get<TaskDetail>(`/tasks/${second.id}`)
  expect(evidence.handoffs).toMatchObject([{ artifacts: [{ ...file, mediaType: 'application/pdf' }] }])
  const { out } = await type(home, 'receipts', 'export', '--run', run)
  const [line = '{}'] = out.split('\n').filter((text) => text.includes('"stage":"write"'))
  expect(JSON.parse(line)).toMatchObject({ artifacts: [file] })

  await page.goto(`http://127.0.0.1:${server.port}/inbox/${second.id}`)
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Angebot ä.pdf' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('Angebot ä.pdf')
  expect(await readFile(await saved.path())).toEqual(BYTES)

  const elsewhere = await openTaskOf(api, other)
  const { version } = await api.get<TaskDetail>(`/tasks/${elsewhere.id}`)
  const named = { answer: { type: 'approve', note: '' }, version, files: [{ name: file.name, sha256 }] }
  const refused = await api.send(`/tasks/${elsewhere.id}/answer`, named)
  expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'files-invalid' }])
})
