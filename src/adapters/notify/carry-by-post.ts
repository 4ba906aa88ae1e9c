import type { Carried, ChatText, SignedEvent } from '../../engine/notice-ports.ts'
import type { WebhookSignatures } from '../../engine/webhook-row.ts'
import type { Post, Posted, Posting } from './post.ts'
import { post } from './post.ts'

/** The receiver is gone for good and says so. */
const GONE = 410

export interface PostWays extends Posting {
  readonly signatures: Pick<WebhookSignatures, 'sign'>
}

export async function carryByPost(
  message: ChatText | SignedEvent,
  { signatures, ...posting }: PostWays,
): Promise<Carried> {
  const sent = message.type === 'slack' ? toChat(message) : toProgram(message, signatures)
  return judged(await post(sent, posting), new URL(sent.url).host)
}

/** `mrkdwn`: what is written is shown as it is. */
function toChat({ url, text }: ChatText): Post {
  const body = JSON.stringify({ text, mrkdwn: false, unfurl_links: false, unfurl_media: false })
  return { url, headers: { 'content-type': 'application/json' }, body }
}

/** As Standard Webhooks sign. The id and the event's id are the same in every try; the time is that of this one. */
function toProgram({ url, secret, key, body: event, at }: SignedEvent, { sign }: PostWays['signatures']): Post {
  const body = JSON.stringify(event)
  const seconds = String(Math.floor(at / 1_000))
  const signature = sign({ prefix: `${key}.${seconds}.`, body: Buffer.from(body) }, secret)
  const headers = {
    'content-type': 'application/cloudevents+json',
    'webhook-id': key,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  }
  return { url, headers, body }
}

function judged(posted: Posted, host: string): Carried {
  if (posted.type === 'unanswered') {
    const detail = `${host} could not be reached: ${posted.reason}. Look whether the address is right.`
    return { type: 'not-taken', again: 'later', concerns: 'channel', detail }
  }
  const { status } = posted
  if (status >= 200 && status < 300) return { type: 'taken' }
  if (status >= 300 && status < 400)
    return refused('later', `${host} sent us elsewhere (${status}). Give the address that it means.`)
  if (status === GONE) return refused('never', `${host} takes nothing any more (${status}). Remove the address.`)
  return refused('later', `${host} did not take it (${status}). Look there why.`)
}

function refused(again: 'later' | 'never', detail: string): Carried {
  return { type: 'not-taken', again, concerns: 'message', detail }
}
