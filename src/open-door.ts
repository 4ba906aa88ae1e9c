import { createSmtpTransport } from './adapters/performers/mail/smtp-transport.ts'
import { linkMessage } from './adapters/sign-in/link-message.ts'
import { systemClock } from './adapters/system/clock.ts'
import { systemIds } from './adapters/system/ids.ts'
import type { Config, SmtpConfig } from './config.ts'
import { readMailServer } from './config.ts'
import type { People } from './engine/people.ts'
import type { Residents, SendSignInLink, SignIn } from './engine/sign-in.ts'

interface DoorParts {
  readonly config: Config
  readonly people: Pick<People, 'list'>
  readonly onProblem: (error: unknown) => void
}

/** Where people of the house sign in. The library behind it is loaded only where they do. */
export async function openDoor({ config, people, onProblem }: DoorParts): Promise<SignIn> {
  const { openSignIn } = await import('./adapters/sign-in/open-sign-in.ts')
  return await openSignIn({
    folder: config.data,
    environment: config.environment,
    clock: systemClock,
    residents: residentsOf(people),
    sendSignInLink: config.smtp && mailLinks(config.smtp),
    onProblem,
  })
}

function residentsOf(people: Pick<People, 'list'>): Residents {
  return {
    byEmail: async (email) => (await people.list()).find((person) => person.email === email),
    byId: async (id) => (await people.list()).find((person) => person.id === id),
  }
}

/** A mail server that takes longer than this is not waited for: the link would be too old. */
const SEND_MS_MAX = 60_000

/** Without the outbox of skills: what stands there, others may read. */
export function mailLinks(smtp: SmtpConfig): SendSignInLink {
  const transport = createSmtpTransport(readMailServer(smtp))
  return async ({ name, email }, link) => {
    const message = {
      from: { name: 'WorkCharts', address: smtp.from },
      to: { name, address: email },
      ...linkMessage({ name }, link),
      key: systemIds.next(),
      at: systemClock.now(),
    }
    const delivery = await transport.deliver(message, AbortSignal.timeout(SEND_MS_MAX))
    if (delivery.type === 'not-accepted') throw new Error(`A link to sign in was not sent. ${delivery.message}`)
  }
}
