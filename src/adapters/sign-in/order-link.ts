import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { LinkOrder, SendSignInLink, TooManyTries } from '../../engine/sign-in.ts'
import { ensureAccount } from './accounts.ts'
import type { Desk } from './desk.ts'
import { issueOnce } from './once.ts'
import { takeTry } from './take-try.ts'

export interface LinkDesk {
  readonly order: (order: LinkOrder) => Promise<Result<null, TooManyTries>>
  /** Resolves when none is being sent. */
  readonly settled: () => Promise<void>
}

/** Whose address it is is looked up after the answer: how long that takes tells nothing. */
export function createLinkDesk(desk: Desk, send: SendSignInLink): LinkDesk {
  const sending = new Set<Promise<void>>()
  return {
    order: async (order) => {
      const tooMany = takeTry(desk.links, { ...order, now: desk.clock.now() })
      if (tooMany !== undefined) return err(tooMany)
      const sent = sendLink(desk, order, send)
        .catch(desk.onProblem)
        .finally(() => sending.delete(sent))
      sending.add(sent)
      return ok(null)
    },
    settled: async () => void (await Promise.all(sending)),
  }
}

async function sendLink(desk: Desk, { email, page }: LinkOrder, send: SendSignInLink): Promise<void> {
  const person = await desk.residents.byEmail(email)
  if (person === undefined) return
  const secret = await desk.auth.whole(async (tables) => {
    const now = desk.clock.now()
    await ensureAccount(tables, person, now)
    return await issueOnce(tables, { purpose: 'link', person: person.id, now })
  })
  await send(person, `${page}#${secret}`)
}
