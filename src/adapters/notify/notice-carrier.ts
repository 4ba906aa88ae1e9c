import { assertNever } from '../../core/basics/assert-never.ts'
import type { NoticeCarrier } from '../../engine/notice-ports.ts'
import type { OpenMail } from './carry-by-mail.ts'
import { carryByMail } from './carry-by-mail.ts'
import type { PostWays } from './carry-by-post.ts'
import { carryByPost } from './carry-by-post.ts'

export interface CarrierParts extends Pick<PostWays, 'signatures'> {
  readonly openMail: OpenMail
}

export function createNoticeCarrier({ openMail, signatures }: CarrierParts): NoticeCarrier {
  return {
    carry: async (message, signal) => {
      switch (message.type) {
        case 'email':
          return await carryByMail(message, openMail, signal)
        case 'slack':
        case 'webhook':
          return await carryByPost(message, { signal, signatures })
        default:
          return assertNever(message)
      }
    },
  }
}
