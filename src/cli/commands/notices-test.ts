import { noticeTest } from '../../api/contract/notices.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function testNotices({ api, screen }: Connected, channel: string, { json }: JsonOption): Promise<Outcome> {
  const path = `/notices/channels/${encodeURIComponent(channel)}/test`
  const tested = await api.post(path, { body: {}, schema: noticeTest })
  if (!tested.ok) return tested
  if (json) screen.json('notice-test', tested.value)
  else screen.print(tested.value.detail)
  return ok(tested.value.isWell ? EXIT.ok : EXIT.failed)
}
