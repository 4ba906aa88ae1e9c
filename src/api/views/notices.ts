import type { z } from 'zod'
import { assertNever } from '../../core/basics/assert-never.ts'
import { isoTime } from '../../core/basics/timestamp.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { NoticeRow } from '../../engine/notice-row.ts'
import type { ChannelRecord, KeptPreference } from '../../engine/notices.ts'
import type { NoticeChannel, NoticePreference, notice } from '../contract/notices.ts'

export function channelView({ id, hasSecret, from, settings }: ChannelRecord): NoticeChannel {
  const common = { id, hasSecret, from }
  switch (settings.type) {
    case 'email': {
      const { type, ...server } = settings
      return { ...common, type, server }
    }
    case 'slack':
    case 'webhook':
      return { ...common, ...settings }
    default:
      return assertNever(settings)
  }
}

export function preferenceView(kept: KeptPreference, person: ActorId): NoticePreference {
  const { preference, isSaid, address, isMailSent } = kept
  return { ...preference, isSaid, mailsTo: address, isMailSent, givesAddress: person === LOCAL_OWNER.id }
}

export function noticeView(row: NoticeRow): z.infer<typeof notice> {
  const { channel, person, status, tries, sendAt, problem } = row
  const { kind, task, workflowName, stageName } = row.notice
  const told = { kind, task, workchart: workflowName, stage: stageName }
  return { ...told, channel, person, status, tries, sendAt: isoTime(sendAt), problem }
}
