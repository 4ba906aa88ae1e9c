import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { GateSaved } from '../../data/save-gate.ts'
import { useSaveGate } from '../../data/save-gate.ts'
import { useMay } from '../../data/session.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import type { GateView } from './use-gate-view.ts'
import { wishOf } from './use-gate-view.ts'

/** Writes what is thought of into the draft. It counts once that is published. */
export function SaveGate({ view }: { readonly view: GateView }) {
  const may = useMay('work:author')
  const { mutate, data, error, isPending } = useSaveGate(view.of)
  const wish = wishOf(view)
  if (!may) return null
  return (
    <>
      <Button
        variant="filled"
        leftSection={<Icon name="check" />}
        loading={isPending}
        disabled={wish === null}
        onClick={() => {
          if (wish !== null) mutate(wish)
        }}
      >
        Save to draft
      </Button>
      {data === undefined || isPending ? null : <Told saved={data} workChart={view.of.workChart} />}
      {error === null || isPending ? null : <ProblemNote failure={error.failure} safe="Nothing was changed." />}
    </>
  )
}

function Told({ saved, workChart }: { readonly saved: GateSaved; readonly workChart: string }) {
  if (saved.type === 'refused')
    return (
      <Note icon="failed" tone="bad">
        {saved.words}
      </Note>
    )
  return (
    <div className="gate-saved" role="status">
      <Note icon="check" tone="ok">
        Saved to the draft. It counts once you publish it.{' '}
        <Link to="/workcharts/$workChartId/edit" params={{ workChartId: workChart }}>
          Open it in the builder
        </Link>
      </Note>
    </div>
  )
}
