import { expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { known } from '../../../src/core/basics/known.ts'
import type { NoticeRow } from '../../../src/engine/notice-row.ts'
import type { Notices } from '../../../src/engine/notices.ts'
import { aCli, START } from '../../support/cli.ts'
import { aClock, someIds } from '../../support/engine.ts'
import { folderWith } from '../../support/folders.ts'
import { noticesIn } from '../../support/notices.ts'
import { aReceiver } from '../../support/receiver.ts'
import { aNoticeRow, LENA, minute } from '../../support/rows.ts'

async function noticesWith(...rows: readonly NoticeRow[]): Promise<Notices> {
  const reader = createMemoryStore()
  await reader.append([{ notices: { rows } }])
  return noticesIn(folderWith({}), {
    reader,
    engine: { write: async (transition) => known((await reader.append([transition]))[0]).type },
    clock: aClock(START),
    ids: someIds(),
  })
}

it('[CM157] shows what was told, and why what failed did', async () => {
  const none = aCli()
  expect(await none.run('notices', 'list')).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'Nobody was told of anything yet.\n',
  })
  const failed = { status: 'failed', problem: 'It was refused (500).', endedAt: minute(1) } as const
  const notices = await noticesWith(aNoticeRow(), aNoticeRow({ key: 'n2', person: null, channel: 'slack', ...failed }))
  const cli = aCli({ parts: { notices } })
  const { stdout } = await cli.run('notices', 'list')
  expect(stdout).toMatch(/task-opened Reply +human:lena-fischer +email +waiting/)
  expect(stdout).toMatch(/task-opened Reply +the house +slack +failed +It was refused \(500\)\./)
  const json = await cli.run('notices', 'list', '--status', 'failed', '--json')
  expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'notices', data: { notices: [{ channel: 'slack' }] } })
})

it('[CM158] tries a way, and ends with 1 where nobody took it', async () => {
  let status = 204
  await using receiver = await aReceiver(() => ({ status }))
  const notices = await noticesWith()
  const made = await notices.addWebhook({ url: receiver.url, by: LENA })
  const cli = aCli({ parts: { notices } })
  const id = made.ok ? made.value.id : ''
  expect(await cli.run('notices', 'test', id)).toMatchObject({ exit: 0, stdout: expect.stringContaining('It took') })
  status = 500
  const refused = await cli.run('notices', 'test', id, '--json')
  expect(refused.exit).toBe(1)
  expect(JSON.parse(refused.stdout)).toMatchObject({ kind: 'notice-test', data: { isWell: false } })
  expect(await cli.run('notices', 'test', 'none')).toMatchObject({ stdout: '', exit: expect.any(Number) })
})
