import { useEffect, useState } from 'react'
import type { Test } from '../../../api/contract/tests.ts'
import { closeTest, useTest } from '../../data/tests.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { confidencesOf } from '../../derive/test-view.ts'

/** The one test that a builder has open, and what the last one found. */
export interface TestRun {
  /** What the panel tests; null: it is closed. `stage` null: all of them. */
  readonly subject: { readonly stage: string | null } | null
  readonly open: (stage: string | null) => void
  readonly close: () => void
  /** The test in the panel; null: its form is shown. */
  readonly test: ReturnType<typeof useTest> | null
  readonly begun: (test: Test) => void
  /** Back to the form. */
  readonly again: () => void
  /** How sure this stage was of the samples of the last test, as long as it is done by the same. */
  readonly confidencesOf: (stage: BuilderStage) => readonly (number | null)[]
}

interface Last {
  readonly id: string
  /** Who did each stage. */
  readonly stages: readonly BuilderStage[]
}

export function useTestRun(stages: readonly BuilderStage[]): TestRun {
  const [subject, setSubject] = useState<TestRun['subject']>(null)
  const [shown, setShown] = useState<string | null>(null)
  const [last, setLast] = useState<Last | null>(null)
  const test = useTest(shown)
  const found = useTest(last?.id ?? null, 'kept')
  useEffect(() => (shown === null ? undefined : () => closeTest(shown)), [shown])
  const show = (next: TestRun['subject']) => {
    setSubject(next)
    setShown(null)
  }
  return {
    subject,
    open: (stage) => show({ stage }),
    close: () => show(null),
    test: shown === null ? null : test,
    begun: ({ id }) => {
      setShown(id)
      setLast({ id, stages })
    },
    again: () => setShown(null),
    confidencesOf: (stage) => {
      const isSame = last?.stages.some((each) => each.id === stage.id && each.primary === stage.primary) === true
      return isSame && found.data !== undefined ? confidencesOf(found.data, stage.id) : []
    },
  }
}
