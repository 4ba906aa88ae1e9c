import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { RequestFailed } from '../../data/http.ts'
import { nameOfStage } from '../../derive/builder-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { TestForm } from './test-form.tsx'
import { TestResult } from './test-result.tsx'
import type { Builder } from './use-builder.ts'
import type { TestRun } from './use-test-run.ts'
import './test-panel.css'

export interface TestPanelProps {
  readonly builder: Builder
  readonly testRun: TestRun
  readonly subject: NonNullable<TestRun['subject']>
}

/** A draft, or one stage of it, tried with samples, beside the document. */
export function TestPanel({ builder, testRun, subject: { stage } }: TestPanelProps) {
  const panel = useRef<HTMLElement>(null)
  // Whoever opened it by keyboard goes on in it.
  useEffect(() => panel.current?.focus(), [])
  const title = stage === null ? 'Test run' : `Test of ${nameOfStage(builder.view.stages, stage)}`
  return (
    <aside className="builder-inspector test-panel" aria-label={title} tabIndex={-1} ref={panel}>
      <header className="row">
        <Icon name="gauge" />
        <h2 className="grow clip">{title}</h2>
        <Button variant="subtle" size="compact-xs" aria-label="Close" onClick={testRun.close}>
          <Icon name="cross" size="small" />
        </Button>
      </header>
      <section>
        <Note icon="shield" tone="cool">
          This is a test: nothing is sent and nothing is counted.
        </Note>
      </section>
      {testRun.test === null ? (
        <TestForm key={stage} builder={builder} stage={stage} onBegun={testRun.begun} />
      ) : (
        <Loaded query={testRun.test} what="the test">
          {(test) => (
            <>
              <TestOver error={testRun.test?.error ?? null} />
              <TestResult test={test} view={builder.view} />
            </>
          )}
        </Loaded>
      )}
      {testRun.test === null ? null : (
        <section>
          <div>
            <Button leftSection={<Icon name="repeat" />} onClick={testRun.again}>
              Test again
            </Button>
          </div>
        </section>
      )}
    </aside>
  )
}

/** What was found stays on the screen; it can not be gone on with. */
function TestOver({ error }: { readonly error: RequestFailed | null }) {
  if (error === null) return null
  return (
    <section>
      <ProblemNote failure={error.failure} safe="What is shown here is what it last said." />
    </section>
  )
}
