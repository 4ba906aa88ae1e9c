import { useState } from 'react'
import { SegmentButtons } from '../parts/segment-links.tsx'
import { ManyRuns } from './many-runs.tsx'
import type { OneRunProps } from './one-run.tsx'
import { OneRun } from './one-run.tsx'
import './start.css'

const WAYS = [
  { name: 'one', words: 'One' },
  { name: 'many', words: 'Many at once' },
] as const

/** Starts runs by hand: one with a form, or one for each of many rows. What is typed in either stays. */
export function StartForms(props: OneRunProps) {
  const [way, setWay] = useState<(typeof WAYS)[number]['name']>('one')
  return (
    <>
      <SegmentButtons label="How many" options={WAYS} chosen={way} onChoose={setWay} />
      <div hidden={way !== 'one'}>
        <OneRun {...props} />
      </div>
      <div hidden={way !== 'many'}>
        <ManyRuns detail={props.detail} onStarted={props.onStarted} />
      </div>
    </>
  )
}
