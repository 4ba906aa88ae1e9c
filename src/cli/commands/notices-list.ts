import { noticeList } from '../../api/contract/notices.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ListNoticesOptions extends JsonOption {
  readonly status?: string
}

export async function listNotices({ api, screen }: Connected, { json, status }: ListNoticesOptions): Promise<Outcome> {
  const query = status === undefined ? '' : `?status=${status}`
  const listed = await api.get(`/notices${query}`, noticeList)
  if (!listed.ok) return listed
  const { notices } = listed.value
  if (json) screen.json('notices', listed.value)
  else if (notices.length === 0) screen.note('Nobody was told of anything yet.')
  else
    await screen.table({
      head: ['told', 'to', 'by', 'state', 'why'],
      rows: notices.map(({ kind, stage, person, channel, status: state, problem }) => [
        `${kind} ${stage}`,
        person ?? 'the house',
        channel,
        state,
        problem ?? '',
      ]),
    })
  return ok(EXIT.ok)
}
