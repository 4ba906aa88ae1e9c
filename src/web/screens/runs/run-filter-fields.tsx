import { NativeSelect } from '@mantine/core'
import { LOCAL_OWNER } from '../../../core/people/local-owner.ts'
import { usePeople } from '../../data/choices.ts'
import { useWorkChart } from '../../data/workcharts.ts'
import { CAUSE_WORDS, starterName, WAIT_WORDS } from '../../derive/run-chips.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { CAUSES, WAITS } from '../../derive/run-search.ts'
import { RunPeriod } from './run-period.tsx'
import { TookLonger } from './took-longer.tsx'
import { useSetFilter } from './use-set-filter.ts'

interface FieldProps {
  readonly search: RunSearch
}

const WAITING = [
  { value: '', label: 'Whether they wait or not' },
  ...WAITS.map((value) => ({ value, label: WAIT_WORDS[value] })),
]

const STARTED = [
  { value: '', label: 'In any way' },
  ...CAUSES.map((value) => ({ value, label: CAUSE_WORDS[value].replace(/^b/, 'B') })),
]

/** What the list is narrowed by less often. Each counts as soon as it is chosen. */
export function RunFilterFields({ search }: FieldProps) {
  const set = useSetFilter()
  return (
    <div className="run-filter-fields">
      <NativeSelect
        label="Waiting"
        data={WAITING}
        value={search.waits ?? ''}
        onChange={({ currentTarget }) => set({ waits: currentTarget.value })}
      />
      <RunPeriod search={search} />
      <TookLonger search={search} />
      <NativeSelect
        label="Started"
        data={STARTED}
        value={search.cause ?? ''}
        onChange={({ currentTarget }) => set({ cause: currentTarget.value })}
      />
      <StartedBy search={search} />
      {search.workchart === undefined ? (
        <p className="tiny soft">Choose a WorkChart to find runs of a version, or runs in which a stage failed.</p>
      ) : (
        <OfWorkChart search={search} workChart={search.workchart} />
      )}
    </div>
  )
}

function StartedBy({ search: { startedBy } }: FieldProps) {
  const set = useSetFilter()
  const named = usePeople().data?.people.map(({ ref }) => ref) ?? []
  const refs = [...new Set([LOCAL_OWNER.id, ...named, ...(startedBy === undefined ? [] : [startedBy])])]
  return (
    <NativeSelect
      label="Started by"
      data={[{ value: '', label: 'Anybody' }, ...refs.map((value) => ({ value, label: starterName(value) }))]}
      value={startedBy ?? ''}
      onChange={({ currentTarget }) => set({ startedBy: currentTarget.value })}
    />
  )
}

/** What can be asked of the runs of one WorkChart. */
function OfWorkChart({ search, workChart }: FieldProps & { readonly workChart: string }) {
  const set = useSetFilter()
  const { data } = useWorkChart(workChart)
  const stages = withChosen(
    data?.plan?.stages.map(({ id, name }) => ({ value: id, label: name })),
    search.failedStage,
  )
  const versions = withChosen(data?.versions.map(({ number }) => String(number)).map(versionOption), search.version)
  return (
    <>
      <NativeSelect
        label="Failed at"
        data={[{ value: '', label: 'Any stage, or none' }, ...stages]}
        value={search.failedStage ?? ''}
        onChange={({ currentTarget }) => set({ failedStage: currentTarget.value })}
      />
      <NativeSelect
        label="Version"
        data={[{ value: '', label: 'Every version' }, ...versions]}
        value={search.version ?? ''}
        onChange={({ currentTarget }) => set({ version: currentTarget.value })}
      />
    </>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

function versionOption(value: string): Option {
  return { value, label: `Version ${value}` }
}

/** What the address names can be chosen too, whether or not it is still there. */
function withChosen(options: readonly Option[] = [], chosen: string | number | undefined): readonly Option[] {
  const value = String(chosen ?? '')
  const isThere = value === '' || options.some((option) => option.value === value)
  return isThere ? options : [...options, { value, label: value }]
}
