import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { SAMPLES_MAX } from '../../../core/run/samples-max.ts'
import { valueWords } from '../../derive/form-fields.ts'
import { counted } from '../../derive/number-words.ts'
import type { RowProblem, SampleRow } from '../../derive/sample-rows.ts'
import { sampleRows } from '../../derive/sample-rows.ts'
import { sampleText } from '../../derive/sample-text.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import type { SamplesProps } from './samples-props.ts'

/** More are enough to begin with. */
const PROBLEMS_SHOWN_MAX = 20
const ALL = ''

/** Samples as rows, the draft's own or pasted: one of them is tested, or all. */
export function SamplesAsRows({ inputs, rows: own, isSending, onTest }: SamplesProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = useMemo(
    () =>
      typed ??
      sampleText(
        own.map((row) => row.inputs),
        inputs,
      ),
    [typed, own, inputs],
  )
  const [chosen, setChosen] = useState(ALL)
  const read = useMemo(() => sampleRows(text, inputs), [text, inputs])
  const rows = read.ok ? read.value : []
  const taken = chosen === ALL ? rows : rows.filter(({ line }) => String(line) === chosen)
  return (
    <div className="decision-form">
      <Textarea
        label="Rows"
        description={rowsHelp(inputs, own.length)}
        rows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {read.ok ? null : <RowProblems problems={read.error} />}
      {rows.length === 0 ? null : (
        <NativeSelect
          label="Which of them"
          value={chosen}
          data={[{ value: ALL, label: `All ${counted(rows.length, 'row')}` }, ...rows.map(rowItem)]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <div>
        <Button
          variant="filled"
          leftSection={<Icon name="runs" />}
          disabled={taken.length === 0}
          loading={isSending}
          onClick={() => onTest(taken.map((row) => row.inputs))}
        >
          {taken.length === 0 ? 'Test' : `Test ${counted(taken.length, 'row')}`}
        </Button>
      </div>
    </div>
  )
}

function rowsHelp(inputs: SamplesProps['inputs'], own: number): string {
  const whose = own === 0 ? '' : 'Its own samples stand here: change them or paste others. '
  const names = inputs.map(({ name }) => name).join(', ')
  return `${whose}As a spreadsheet copies them, or CSV. The first line names the inputs: ${names}. At most ${SAMPLES_MAX} rows.`
}

function rowItem({ line, inputs }: SampleRow) {
  return { value: String(line), label: `Line ${line}: ${Object.values(inputs).map(valueWords).join(', ')}` }
}

function RowProblems({ problems }: { readonly problems: readonly RowProblem[] }) {
  return (
    <Note icon="failed" tone="bad">
      <p>
        <b>Mend {counted(problems.length, 'problem')}, then test.</b>
      </p>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN_MAX).map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            Line {line}: {message}
          </li>
        ))}
      </ul>
    </Note>
  )
}
