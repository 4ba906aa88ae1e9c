import { Button, FileButton, Textarea } from '@mantine/core'
import { useRef } from 'react'
import type { RowCheck } from '../../api/contract/row-checks.ts'
import type { StartedRuns } from '../../api/contract/runs.ts'
import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import { ROWS_MAX } from '../../core/run/row-limits.ts'
import { freshRowKey } from '../data/fresh-key.ts'
import { useStartRun } from '../data/workchart-commands.ts'
import { countWords } from '../derive/number-words.ts'
import type { RowIds } from '../derive/row-ids.ts'
import { rowIds } from '../derive/row-ids.ts'
import { Note } from '../parts/note.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { RowPreview } from './row-preview.tsx'
import { useRowSheet } from './use-row-sheet.ts'
import './start.css'

export interface ManyRunsProps {
  readonly detail: Pick<WorkflowDetail, 'summary' | 'inputs'>
  readonly onStarted: (runs: StartedRuns['runs']) => void
}

const NONE: RowIds = new Map()

/** Rows, pasted or from a file: the server looks at them, and nothing starts before somebody has seen what it found. */
export function ManyRuns({ detail: { summary, inputs }, onStarted }: ManyRunsProps) {
  const sheet = useRowSheet(summary.id)
  const ids = useRef(NONE)
  const starting = useStartRun(summary.id, ({ runs }) => onStarted(runs))
  const start = ({ rows }: RowCheck) => {
    ids.current = rowIds(rows, ids.current, freshRowKey)
    starting.send({ each: toEach(rows, [...ids.current.values()]) })
  }
  const { check } = sheet
  return (
    <div className="decision-form">
      <SheetInput sheet={sheet} inputs={inputs} />
      {sheet.error === null ? null : <ProblemNote failure={sheet.error.failure} safe="Nothing was started." />}
      {check === null ? null : (
        <RowPreview check={check} isStarting={starting.isPending} onTitle={sheet.look} onStart={() => start(check)} />
      )}
      {starting.error === null ? null : (
        <ProblemNote failure={starting.error.failure} safe="Your rows are kept here." />
      )}
    </div>
  )
}

/** Each row has the id of its run before it is sent. */
function toEach(rows: RowCheck['rows'], ids: readonly string[]) {
  return rows.map(({ inputs, title }, place) => {
    const id = ids[place]
    return { inputs, ...(title === null ? {} : { title }), ...(id === undefined ? {} : { id }) }
  })
}

interface SheetInputProps extends Pick<WorkflowDetail, 'inputs'> {
  readonly sheet: ReturnType<typeof useRowSheet>
}

function SheetInput({ sheet: { text, tooLarge, isLooking, write, look, take }, inputs }: SheetInputProps) {
  return (
    <>
      <Textarea
        label="Rows"
        description={rowsHelp(inputs)}
        rows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {tooLarge === null ? null : (
        <Note icon="failed" tone="bad">
          {tooLarge}
        </Note>
      )}
      <div className="row">
        <FileButton accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson" onChange={(file) => void take(file)}>
          {(props) => <Button {...props}>Choose a file</Button>}
        </FileButton>
        <Button disabled={text.trim() === ''} loading={isLooking} onClick={() => look()}>
          Check the rows
        </Button>
      </div>
    </>
  )
}

function rowsHelp(inputs: WorkflowDetail['inputs']): string {
  const names = inputs.map(({ name }) => name).join(', ')
  return `As a spreadsheet copies them, CSV or JSON; one run for each row. The first line names the inputs: ${names}. A column title says what a run is called. At most ${countWords(ROWS_MAX)} rows and 4 MiB.`
}
