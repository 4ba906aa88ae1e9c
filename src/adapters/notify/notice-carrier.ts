import { assertNever } from '../../core/basics/assert-never.ts'
import type { NoticeCarrier } from '../../engine/notice-ports.ts'
import type { OpenMail } from './carry-by-mail.ts'
import { carryByMail } from './carry-by-mail.ts'
import { carryByPost } from './carry-by-post.ts'

export function createNoticeCarrier({ openMail }: { readonly openMail: OpenMail }): NoticeCarrier {
  return {
    carry: async (message, signal) => {
      switch (message.type) {
        case 'email':
          return await carryByMail(message, openMail, signal)
        case 'slack':
        case 'webhook':
          return await carryByPost(message, { signal })
        default:
          return assertNever(message)
      }
    },
  }
}
