import { useHome } from '../../data/home.ts'
import { counted } from '../../derive/number-words.ts'
import { runTotals } from '../../derive/run-totals.ts'

export function RunTotals() {
  const { data } = useHome()
  if (data === undefined) return null
  const { all, open } = runTotals(data.runs)
  return (
    <span className="small soft num">
      {counted(all, 'run')}, {open} going on
    </span>
  )
}
