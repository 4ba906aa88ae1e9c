import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { logView } from '../../derive/log-view.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { LogLines } from './log-lines.tsx'
import { OlderLines } from './older-lines.tsx'
import './run-log.css'

/** Lines that are drawn at first; a click draws as many more. */
const LINES_DRAWN = 200
/** Scrolled further than this, the reader reads, and nothing moves under their eyes. */
const FOLLOWS_WITHIN_PX = 24

/** What happened as sentences, the newest first. It follows until somebody scrolls away from the newest line. */
export function RunLog({ detail: { log, logOmitted, summary } }: { readonly detail: RunDetail }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [held, setHeld] = useState<string | null>(null)
  const [drawn, setDrawn] = useState(LINES_DRAWN)
  const { lines, newer } = logView(log, search, held)
  useEffect(showLineOfAddress, [])
  const onScroll = () => {
    const isAway = (scroller.current?.scrollTop ?? 0) > FOLLOWS_WITHIN_PX
    setHeld((before) => (isAway ? (before ?? log[0]?.id ?? null) : null))
  }
  const follow = () => {
    setHeld(null)
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }
  return (
    <>
      <div className="row row-wrap log-tools">
        <TextInput
          className="grow"
          size="xs"
          aria-label="Search in the log"
          placeholder="Search in the log"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Following held={held} newer={newer} onFollow={follow} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="log-scroll" aria-label="Log" tabIndex={0} ref={scroller} onScroll={onScroll}>
        <LogLines lines={lines.slice(0, drawn)} />
        {lines.length === 0 ? <p className="card-body small faint">No line holds this.</p> : null}
        {lines.length > drawn ? (
          <p className="card-body">
            <Button size="compact-xs" onClick={() => setDrawn(drawn + LINES_DRAWN)}>
              Show more
            </Button>
          </p>
        ) : (
          <OlderLines run={summary.id} omitted={logOmitted} search={search} />
        )}
      </section>
    </>
  )
}

interface FollowingProps {
  readonly held: string | null
  readonly newer: number
  readonly onFollow: () => void
}

function Following({ held, newer, onFollow }: FollowingProps) {
  if (held === null) {
    return (
      <span className="row row-tight small soft">
        <Icon name="running" size="small" tone="cool" /> Following
      </span>
    )
  }
  return (
    <Button size="compact-xs" onClick={onFollow}>
      {newer === 0 ? 'Follow' : `${counted(newer, 'newer line')}: follow`}
    </Button>
  )
}

/** A link that was copied from a line leads to it. */
function showLineOfAddress(): void {
  if (!location.hash.startsWith('#line-')) return
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'center' })
}
