import { useEffect, useState } from 'react'
import { durationWords } from '../derive/duration-words.ts'
import './loading.css'

/** Sooner than this nobody notices a wait, and bars would only flicker. */
const SHOW_AFTER_MS = 200
/** From here on the reader is told in words that it takes long. */
const SAY_AFTER_MS = 2_000
const SECOND_MS = 1_000

/** Grey bars in the shape of lines, and after two seconds the words: `Loading the run, since 2 s`. */
export function Loading({ what }: { readonly what: string }) {
  const waited = useWaited()
  if (waited < SHOW_AFTER_MS) return <div className="loading" aria-busy="true" />
  return (
    <div className="loading" aria-busy="true">
      <span className="loading-bar loading-bar-short" />
      <span className="loading-bar" />
      <span className="loading-bar loading-bar-middle" />
      <p className="tiny faint" role="status">
        {waited < SAY_AFTER_MS ? '' : `Loading ${what}, since ${durationWords(waited)}`}
      </p>
    </div>
  )
}

/** Milliseconds since the part was first drawn: 0, then from 200 on in steps of a second. */
function useWaited(): number {
  const [waited, setWaited] = useState(0)
  useEffect(() => {
    const first = setTimeout(() => setWaited(SHOW_AFTER_MS), SHOW_AFTER_MS)
    const begun = Date.now()
    const later = setInterval(() => setWaited(Date.now() - begun), SECOND_MS)
    return () => {
      clearTimeout(first)
      clearInterval(later)
    }
  }, [])
  return waited
}
