import type { Connection } from '../data/use-live-data.ts'
import { useNow } from '../data/use-now.ts'
import { clockTimeWithSeconds } from '../derive/clock-words.ts'
import { durationWords } from '../derive/duration-words.ts'
import { Icon } from '../icons/icon.tsx'
import { READER_ZONE } from '../parts/moment.tsx'

const SECOND_MS = 1_000

/** A line across the top while the server does not answer: how old the screen is, counting up. */
export function ConnectionLine({ connection }: { readonly connection: Connection }) {
  return connection.type === 'lost' ? <LostLine since={connection.since} /> : null
}

function LostLine({ since }: { readonly since: number }) {
  const now = useNow(SECOND_MS)
  return (
    <p className="shell-lost" role="status">
      <Icon name="failed" size="small" />
      <span className="num">
        <b>The server does not answer.</b> What you see is from {clockTimeWithSeconds(since, READER_ZONE)},{' '}
        {durationWords(now - since)} ago. Trying again on its own.
      </span>
    </p>
  )
}
