import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { timestamp } from '../basics/timestamp.ts'

/** The headers of Standard Webhooks as they came; undefined: there is none. */
export interface DeliveryHeaders {
  readonly id: string | undefined
  readonly timestamp: string | undefined
  readonly signature: string | undefined
}

/** A delivery whose headers are what they must be. Whether it is signed is not known yet. */
export interface Delivery {
  readonly id: string
  readonly sentAt: Timestamp
  /** What is signed in front of the body. */
  readonly prefix: string
  /** Those of version 1, in base64. */
  readonly signatures: readonly string[]
}

/** How far the clocks of both ends may differ, and how long a delivery may be on its way. */
const DELIVERY_TOLERANCE_MS = 5 * 60_000
/** A sender that changes its secret signs with two. */
const SIGNATURES_MAX = 8

/** The delivery, or why it is none, as two sentences. */
export function readDelivery(headers: DeliveryHeaders, now: Timestamp): Result<Delivery, string> {
  const { id, timestamp: seconds, signature } = headers
  if (id === undefined || !ID.test(id)) return err(BAD_ID)
  if (seconds === undefined || !SECONDS.test(seconds)) return err(BAD_TIMESTAMP)
  const sentAt = timestamp(Number(seconds) * 1_000)
  if (Math.abs(now - sentAt) > DELIVERY_TOLERANCE_MS) return err(TOO_FAR)
  const signatures = readSignatures(signature ?? '')
  return signatures === undefined ? err(BAD_SIGNATURE) : ok({ id, sentAt, signatures, prefix: `${id}.${seconds}.` })
}

/** No full stop: it stands between the parts that are signed. */
const ID = /^[A-Za-z0-9_:-]{1,128}$/
/** One spelling for each second. */
const SECONDS = /^(?:0|[1-9]\d{0,11})$/

const BAD_ID =
  '`webhook-id` is missing or not an id. Send one of up to 128 letters, digits, `_`, `-` and `:`, a new one for each delivery.'
const BAD_TIMESTAMP = '`webhook-timestamp` is missing or not a time. Send the seconds since 1970 in digits.'
const TOO_FAR =
  '`webhook-timestamp` is more than five minutes from now. Sign the delivery again when it is sent, and look at the clocks of both computers.'
const BAD_SIGNATURE =
  '`webhook-signature` is missing or not a list of signatures. Send `v1,` and the HMAC-SHA256 of id, timestamp and body in base64.'

/** Those of version 1; undefined where one is not written as it must be, or none is of version 1. */
function readSignatures(list: string): readonly string[] | undefined {
  const written = list.split(' ')
  if (written.length > SIGNATURES_MAX || !written.every(isSignature)) return undefined
  const known = written.flatMap((one) => VERSION_1.exec(one)?.[1] ?? [])
  return known.length === 0 ? undefined : known
}

function isSignature(written: string): boolean {
  return written.startsWith('v1,') ? VERSION_1.test(written) : OTHER_VERSION.test(written)
}

/** 32 bytes: of the last sign before the `=` two bits are left over, and must be zero. */
const VERSION_1 = /^v1,([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/
const OTHER_VERSION = /^v[1-9]\d{0,2}[a-z]{0,8},[A-Za-z0-9+/=_-]{1,512}$/
