import { useEffect, useState } from 'react'

/** The time in milliseconds, anew every `everyMs`. Used in the smallest part that shows it, which alone is drawn again. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
