/** Only in browsers that check which texts may become code. */
interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => {
    readonly createScriptURL: (address: string) => string
  }
}

/**
 * The content security policy (`require-trusted-types-for 'script'`) starts a worker only from an address that somebody
 * vouches for. This vouches for our own built files and for nothing else.
 */
export function trustedScriptAddress(address: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  return (
    trustedTypes?.createPolicy('workcharts-worker', { createScriptURL: ownAddress }).createScriptURL(address) ?? address
  )
}

function ownAddress(address: string): string {
  const url = new URL(address, location.href)
  if (url.origin !== location.origin) throw new Error(`Not a script of this app: ${address}`)
  return url.href
}
