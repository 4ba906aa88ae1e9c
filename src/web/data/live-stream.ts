import type { StreamMessage } from '../../api/contract/stream.ts'

/** `resync`: more was missed than the server keeps, so everything must be fetched again. */
export type LiveEvent =
  | { readonly type: 'open' }
  | { readonly type: 'changed'; readonly message: StreamMessage }
  | { readonly type: 'resync' }
  | { readonly type: 'lost' }

/** Pause before a stream that was closed for good is opened anew. */
const REOPEN_MS = 2_000

/**
 * Tells what changes on the server until it is closed. A broken connection is taken up again behind the last message
 * that arrived: the browser does it by `Last-Event-ID`, and `after` does it where the browser has given up.
 */
export function openLiveStream(onEvent: (event: LiveEvent) => void): () => void {
  let last: string | null = null
  let source: EventSource | null = null
  let reopening: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource(`/api/v1/stream${last === null ? '' : `?after=${last}`}`)
    source.onopen = () => onEvent({ type: 'open' })
    source.onmessage = ({ lastEventId, data }: MessageEvent<string>) => {
      last = lastEventId
      onEvent({ type: 'changed', message: parseMessage(data) })
    }
    source.addEventListener('resync', ({ lastEventId }) => {
      last = lastEventId === '' ? null : lastEventId
      onEvent({ type: 'resync' })
    })
    source.onerror = () => {
      onEvent({ type: 'lost' })
      if (source?.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS)
    }
  }

  open()
  return () => {
    clearTimeout(reopening)
    source?.close()
  }
}

function parseMessage(data: string): StreamMessage {
  return JSON.parse(data) as StreamMessage
}
