import { useState } from 'react'
import type { TestForm as Form, Test } from '../../../api/contract/tests.ts'
import type { JsonObject } from '../../../core/basics/json.ts'
import { useBeginTest, useDraftSamples, useTestForm } from '../../data/tests.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { SegmentButtons } from '../../parts/segment-links.tsx'
import { OneSample } from './one-sample.tsx'
import { SamplesAsRows } from './samples-as-rows.tsx'
import type { SamplesProps } from './samples-props.ts'
import type { Builder } from './use-builder.ts'

export interface TestFormProps {
  readonly builder: Builder
  /** Null: all stages. */
  readonly stage: string | null
  readonly onBegun: (test: Test) => void
}

const WAYS = [
  { name: 'one', words: 'One sample' },
  { name: 'rows', words: 'Rows' },
] as const

const NO_ROWS: SamplesProps['rows'] = []

type Way = (typeof WAYS)[number]['name']

/** The samples of a test, and what will be held back in it. */
export function TestForm({ builder: { opened, text }, stage, onBegun }: TestFormProps) {
  const [way, setWay] = useState<Way>('one')
  const subject = { text, ...(stage === null ? {} : { stage }) }
  const form = useTestForm(opened.id, subject)
  const own = useDraftSamples(opened.id, stage)
  const { send, isPending, error } = useBeginTest(opened.id, onBegun)
  return (
    <section>
      <Loaded query={form} what="what it needs">
        {({ inputs, values, heldBack }) => {
          const shared = {
            inputs,
            values,
            rows: own.data?.rows ?? NO_ROWS,
            isSending: isPending,
            onTest: (each: JsonObject[]) => send({ ...subject, each }),
          }
          return (
            <>
              <HeldBack stages={heldBack} />
              {own.error === null ? null : (
                <ProblemNote failure={own.error.failure} safe="You can still fill one in, or paste rows." />
              )}
              <SegmentButtons label="Samples" options={WAYS} chosen={way} onChoose={setWay} />
              {way === 'one' ? <OneSample {...shared} /> : <SamplesAsRows {...shared} />}
            </>
          )
        }}
      </Loaded>
      {error === null ? null : (
        <ProblemNote failure={error.failure} safe="Nothing was tested. What you filled in is kept here." />
      )}
    </section>
  )
}

function HeldBack({ stages }: { readonly stages: Form['heldBack'] }) {
  if (stages.length === 0) return null
  return (
    <p className="small soft">
      Held back, because more than reading would be done: <b>{stages.map(({ name }) => name).join(', ')}</b>. You see
      what would have been given.
    </p>
  )
}
