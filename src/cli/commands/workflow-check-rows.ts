import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { RowsNamed } from '../input/run-rows.ts'
import { checkRows } from '../input/run-rows.ts'
import type { Connected, Outcome } from '../session.ts'
import { isWhole, rowCheckLines } from '../show/row-check-lines.ts'
import type { JsonOption } from '../tree/options.ts'

/** Says which rows would start a run, and what is wrong with the others. Starts nothing. */
export async function printRowCheck(session: Connected, named: RowsNamed, { json }: JsonOption): Promise<Outcome> {
  const check = await checkRows(session, named)
  if (!check.ok) return check
  if (json) session.screen.json('row-check', check.value)
  else session.screen.print(...rowCheckLines(named.file, check.value))
  return ok(isWhole(check.value) ? EXIT.ok : EXIT.invalid)
}
