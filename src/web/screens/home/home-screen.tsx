import { Navigate } from '@tanstack/react-router'
import { useHome } from '../../data/home.ts'
import { useMayNot } from '../../data/session.ts'
import { useNow } from '../../data/use-now.ts'
import { clockTime, longDate, zoneWord } from '../../derive/clock-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { FirstOpen } from './first-open.tsx'
import { Overview } from './overview.tsx'

/** What needs me, what runs now, and how it goes; on the first visit, what to start with. */
export function HomeScreen() {
  const home = useHome()
  // Whoever only decides tasks has nothing else to see.
  if (useMayNot('work:read')) return <Navigate to="/inbox" />
  return (
    <Screen title="Home" aside={<Today />}>
      <Loaded query={home} what="Home">
        {(data) => (data.hasRun ? <Overview home={data} /> : <FirstOpen home={data} />)}
      </Loaded>
    </Screen>
  )
}

const HALF_MINUTE_MS = 30_000

function Today() {
  const now = useNow(HALF_MINUTE_MS)
  return (
    <span className="small soft num">
      {longDate(now, READER_ZONE)}, {clockTime(now, READER_ZONE)} {zoneWord(now, READER_ZONE)}
    </span>
  )
}
