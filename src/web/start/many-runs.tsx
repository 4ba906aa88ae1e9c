import { Button, FileButton, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { RowCheck } from '../../api/contract/row-checks.ts'
import { ROWS_BYTES_MAX } from '../../api/contract/row-limits.ts'
import type { StartedRuns } from '../../api/contract/runs.ts'
import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import { ROWS_MAX } from '../../core/run/row-limits.ts'
import { freshRowKey } from '../data/fresh-key.ts'
import { useRowCheck, useStartRun } from '../data/workchart-commands.ts'
import { countWords } from '../derive/number-words.ts'
import type { RowIds } from '../derive/row-ids.ts'
import { rowIds } from '../derive/row-ids.ts'
import { Note } from '../parts/note.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { RowPreview } from './row-preview.tsx'
import './start.css'

export interface ManyRunsProps {
  readonly detail: Pick<WorkflowDetail, 'summary' | 'inputs'>
  readonly onStarted: (runs: StartedRuns['runs']) => void
}

const NONE: RowIds = new Map()

/** Rows, pasted or from a file: the server looks at them, and nothing starts before somebody has seen what it found. */
export function ManyRuns({ detail: { summary, inputs }, onStarted }: ManyRunsProps) {
  const [text, setText] = useState('')
  const [large, setLarge] = useState<string | null>(null)
  const [check, setCheck] = useState<RowCheck | null>(null)
  const ids = useRef(NONE)
  const checking = useRowCheck(summary.id)
  const starting = useStartRun(summary.id, ({ runs }) => onStarted(runs))
  const write = (changed: string) => {
    setText(changed)
    setLarge(null)
    setCheck(null)
    checking.reset()
  }
  const look = (title?: string) =>
    checking.mutate({ text, ...(title === undefined ? {} : { title }) }, { onSuccess: setCheck })
  const take = async (file: File | null) => {
    if (file === null) return
    if (file.size > ROWS_BYTES_MAX) setLarge(`${file.name} is larger than 4 MiB. Split it.`)
    else write(await file.text())
  }
  const start = ({ rows }: RowCheck) => {
    ids.current = rowIds(rows, ids.current, freshRowKey)
    starting.send({ each: toEach(rows, [...ids.current.values()]) })
  }
  return (
    <div className="decision-form">
      <Textarea
        label="Rows"
        description={rowsHelp(inputs)}
        rows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {large === null ? null : (
        <Note icon="failed" tone="bad">
          {large}
        </Note>
      )}
      <div className="row">
        <FileButton accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson" onChange={(file) => void take(file)}>
          {(props) => <Button {...props}>Choose a file</Button>}
        </FileButton>
        <Button disabled={text.trim() === ''} loading={checking.isPending} onClick={() => look()}>
          Check the rows
        </Button>
      </div>
      {checking.error === null ? null : <ProblemNote failure={checking.error.failure} safe={NOTHING_STARTED} />}
      {check === null ? null : (
        <RowPreview check={check} isStarting={starting.isPending} onTitle={look} onStart={() => start(check)} />
      )}
      {starting.error === null ? null : (
        <ProblemNote failure={starting.error.failure} safe="Your rows are kept here." />
      )}
    </div>
  )
}

const NOTHING_STARTED = 'Nothing was started.'

function rowsHelp(inputs: WorkflowDetail['inputs']): string {
  const names = inputs.map(({ name }) => name).join(', ')
  return `As a spreadsheet copies them, CSV or JSON; one run for each row. The first line names the inputs: ${names}. A column title says what a run is called. At most ${countWords(ROWS_MAX)} rows and 4 MiB.`
}

/** Each row has the id of its run before it is sent. */
function toEach(rows: RowCheck['rows'], ids: readonly string[]) {
  return rows.map(({ inputs, title }, place) => {
    const id = ids[place]
    return { inputs, ...(title === null ? {} : { title }), ...(id === undefined ? {} : { id }) }
  })
}
