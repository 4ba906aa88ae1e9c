import type { Resident } from '../../engine/sign-in.ts'
import { LINK_MS } from '../../engine/sign-in.ts'

export interface LinkMessage {
  readonly subject: string
  readonly body: string
}

/** What stands in the message that brings a link. The name is not in the subject: mailboxes show that to others. */
export function linkMessage({ name }: Pick<Resident, 'name'>, link: string): LinkMessage {
  const { host } = new URL(link)
  return {
    subject: 'Your link to sign in to WorkCharts',
    body: `Hello ${name},

open this link to sign in to WorkCharts at ${host}:

${link}

It works once, within ${LINK_MS / 60_000} minutes, and signs in whoever opens it: do not pass it on.
You did not ask for it? Then do nothing. Without the link nobody gets in.
`,
  }
}
