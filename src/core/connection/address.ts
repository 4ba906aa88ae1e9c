/** Where a model is reached, as far as it has to be judged. */
interface Address {
  readonly isEncrypted: boolean
  readonly host: string
}

/**
 * Scheme, host, port and path, each in its plainest spelling: what a browser would read as something else, as a number for
 * an address or a backslash for a slash, is no address here.
 */
const ADDRESS = /^(https?):\/\/((?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)|\[[0-9a-f:]+\])(?::(\d{1,5}))?(?:\/[\w.~%/-]*)?$/i

const PORT_MAX = 65_535

/** Undefined: not an address, or one that carries a name, a password, a question or a place within a page. */
export function readAddress(text: string): Address | undefined {
  const [, scheme = '', host = '', port = '1'] = ADDRESS.exec(text) ?? []
  const isPort = Number(port) >= 1 && Number(port) <= PORT_MAX
  return host === '' || !isPort
    ? undefined
    : { isEncrypted: scheme.toLowerCase() === 'https', host: host.toLowerCase() }
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
/** This machine and the private networks of RFC 1918. */
const PRIVATE_V4 = new RegExp(
  String.raw`^(?:(?:127|10)(?:\.${OCTET}){3}|192\.168(?:\.${OCTET}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.${OCTET}){2})$`,
)
/** This machine and the unique local addresses of RFC 4193. */
const PRIVATE_V6 = /^\[(?:::1|f[cd][0-9a-f]{2}:[0-9a-f:]+)\]$/

/** Whether what is said there without encryption stays on this machine or in its own network. */
export function isNearby(host: string): boolean {
  return host === 'localhost' || PRIVATE_V4.test(host) || PRIVATE_V6.test(host)
}

/** One spelling of one place: without slashes at its end. */
export function plainAddress(text: string): string {
  return text.trim().replace(/\/+$/, '')
}
