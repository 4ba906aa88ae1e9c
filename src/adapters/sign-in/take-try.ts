import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { TooManyTries } from '../../engine/sign-in.ts'
import type { Limits } from './desk.ts'

interface Try {
  readonly email: string
  /** The network address it comes from. */
  readonly from: string
  readonly now: Timestamp
}

/** Counts a try, also of an address that nobody has: what is said then tells nothing. */
export function takeTry({ perAddress, perPerson }: Limits, { email, from, now }: Try): TooManyTries | undefined {
  const until = perAddress.take(from, now) ?? perPerson.take(email, now)
  return until && { code: 'too-many-tries', until }
}
