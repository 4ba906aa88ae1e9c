import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Refusal } from '../attempt-results.ts'

/**
 * One plain address, `name@domain`: what RFC 5321 allows without quoting, in ASCII, so that it can stand in a header
 * and in an SMTP command without any escaping.
 */
export function parseMailAddress(text: string): Result<string, Refusal> {
  const address = text.trim()
  const [local = '', domain = '', ...rest] = address.split('@')
  const fits = rest.length === 0 && local.length <= LOCAL_MAX && address.length <= ADDRESS_MAX
  if (fits && LOCAL.test(local) && isDomain(domain)) return ok(address)
  const shown = JSON.stringify(text.slice(0, SHOWN_MAX))
  return err({ code: 'address-invalid', message: `${shown} is not one e-mail address. Write it as name@example.com.` })
}

/** RFC 5321, 4.5.3.1: octets of the part before the @, of the domain, and of a path without its angle brackets. */
const LOCAL_MAX = 64
const DOMAIN_MAX = 255
const ADDRESS_MAX = 254
/** Enough of a wrong address to recognise it. */
const SHOWN_MAX = 80

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN_LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  return domain.length <= DOMAIN_MAX && labels.length >= 2 && labels.every((label) => DOMAIN_LABEL.test(label))
}
