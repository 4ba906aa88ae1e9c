import { invitation } from '../../api/contract/sign-in.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { showInstant } from '../show/times.ts'
import type { JsonOption } from '../tree/options.ts'

/** The link alone goes to stdout, so that it can be piped to whoever sends it. */
export async function invitePerson(
  { api, screen, io }: Connected,
  ref: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const made = await api.post(`/people/${encodeURIComponent(ref)}/invitation`, { body: {}, schema: invitation })
  if (!made.ok) return made
  const { url, expiresAt } = made.value
  if (json) screen.json('invitation', made.value)
  else screen.print(url)
  screen.note(
    `It is shown only now. It works once, until ${showInstant(expiresAt, io.timeZone)}; one made before is over.`,
  )
  return ok(EXIT.ok)
}
