import { isIPv6 } from 'node:net'

/** Under which names one listener is asked, and who may come in by it. */
export interface Site {
  /** What a request calls the host, with its port, and the origin that pages have there. */
  readonly pages: ReadonlyMap<string, string>
  /** `machine`: also by start links and by the token of the command line, which are for this machine. */
  readonly reach: 'machine' | 'elsewhere'
  /** Who says where a request comes from: its connection, or the proxy that every request comes through. */
  readonly from: 'connection' | 'proxy'
}

/** Who comes in from elsewhere finds the pages here. */
export interface SharedPlace {
  readonly port: number
  /** Names and addresses, without a port. */
  readonly names: readonly string[]
  /** `https://charts.example.com`; undefined: there is no proxy. */
  readonly proxy: string | undefined
}

export function siteOf({ site, port }: { readonly site: Site | undefined; readonly port: number }): Site {
  return site ?? { pages: pagesOf('http', ['127.0.0.1', 'localhost'], port), reach: 'machine', from: 'connection' }
}

/** Behind a proxy the pages have its origin, whatever it calls this listener. */
export function sharedSite({ port, names, proxy }: SharedPlace): Site {
  if (proxy === undefined) return { pages: pagesOf('https', names, port), reach: 'elsewhere', from: 'connection' }
  const hosts = [new URL(proxy).host, ...pagesOf('http', names, port).keys()]
  return { pages: new Map(hosts.map((host) => [host, proxy])), reach: 'elsewhere', from: 'proxy' }
}

/** The usual port is not written, neither in a host nor in an origin. */
function pagesOf(scheme: 'http' | 'https', names: readonly string[], port: number): ReadonlyMap<string, string> {
  const addresses = names.map((name) => new URL(`${scheme}://${isIPv6(name) ? `[${name}]` : name}:${port}`))
  return new Map(addresses.map(({ host, origin }) => [host, origin]))
}

/** Where links lead that people are sent. */
export function homeOf({ port, names, proxy }: SharedPlace): string {
  const [home = ''] = proxy === undefined ? pagesOf('https', names, port).values() : [proxy]
  return home
}
