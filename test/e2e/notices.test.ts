import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { madeNoticeChannel, noticeList } from '../../src/api/contract/notices.ts'
import type { Server } from '../support/program.ts'
import { aHome, startServer } from '../support/program.ts'
import { aReceiver } from '../support/receiver.ts'
import { apiOf, startRuns } from '../support/server-api.ts'

const ASKING = 'workflow_id: asking\nname: Asking\nstages: [{ id: pay, roles: { primary: "human:mei" } }]\n'

it('[NO19] a program killed after it sent and before it noted that sends once more, with the same id', async () => {
  await using home = await aHome()
  const workflows = join(home.folder, 'collections/default/workflows')
  await mkdir(workflows, { recursive: true })
  await writeFile(join(workflows, 'asking.yaml'), ASKING)
  let server: Server = await startServer(home)
  let killed: Promise<void> | undefined
  // The message is here in full, and no answer has gone back: the program can not have noted that it was taken.
  await using receiver = await aReceiver(() => {
    if (killed !== undefined) return { status: 204 }
    killed = server.kill()
    return undefined
  })
  const api = await apiOf(home)
  madeNoticeChannel.parse(await (await api.send('/notices/webhooks', { url: receiver.url })).json())
  await startRuns(api, 'asking', [{}])
  await expect.poll(() => receiver.received.length).toBe(1)
  await killed
  server = await startServer(home, server.port)
  await using _ = server
  await expect.poll(() => receiver.received.length).toBe(2)
  const [first, again] = receiver.received.map(({ headers, body }) => [headers['webhook-id'], JSON.parse(body)])
  expect(again).toEqual(first)
  await expect
    .poll(async () => noticeList.parse(await (await apiOf(home)).get('/notices')).notices.map(({ status }) => status))
    .toEqual(['sent'])
  expect(receiver.received).toHaveLength(2)
}, 60_000)
