/** Signs as the specification of Standard Webhooks says, written from that and not from our own code. */
export interface SignedDelivery {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  readonly body: string
}

export async function signDelivery(
  secret: string,
  { id, timestamp, body }: Omit<SignedDelivery, 'signature'>,
): Promise<SignedDelivery> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (letter) => letter.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`))
  return { id, timestamp, body, signature: `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}` }
}
