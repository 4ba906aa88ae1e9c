import { useConnection } from '../data/connection.ts'
import { useNow } from '../data/use-now.ts'
import { clockTimeWithSeconds } from '../derive/clock-words.ts'
import { durationWords } from '../derive/duration-words.ts'
import { Icon } from '../icons/icon.tsx'
import { READER_ZONE } from './moment.tsx'
import './data-age.css'

export interface DataAgeProps {
  /** When it was fetched, in milliseconds; 0: it was not. */
  readonly at: number
  /** `kept`: it is not fetched again with every change, whether or not the server tells of them. */
  readonly how: 'live' | 'kept'
}

/** How fresh a list is: live, or from when. What was live is as old as the cut, unless it was fetched after that. */
export function DataAge({ at, how }: DataAgeProps) {
  const connection = useConnection()
  if (at === 0 || connection.type === 'connecting') return null
  if (connection.type === 'lost') return <OldData since={how === 'kept' ? at : Math.max(at, connection.since)} />
  return how === 'kept' ? <OldData since={at} /> : <LiveData />
}

function LiveData() {
  return (
    <span className="data-age data-age-live small soft">
      <Icon name="ready" size="small" />
      Live
    </span>
  )
}

function OldData({ since }: { readonly since: number }) {
  return (
    <span className="data-age data-age-old small num">
      <Icon name="clock" size="small" />
      <span>
        From <Age since={since} />
      </span>
    </span>
  )
}

const SECOND_MS = 1_000

/** `10:42:23, 12 s ago`, counting up. */
export function Age({ since }: { readonly since: number }) {
  const now = useNow(SECOND_MS)
  return (
    <>
      {clockTimeWithSeconds(since, READER_ZONE)}, {durationWords(Math.max(0, now - since))} ago
    </>
  )
}
