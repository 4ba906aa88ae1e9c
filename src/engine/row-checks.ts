import type { Result } from '../core/basics/result.ts'
import { err } from '../core/basics/result.ts'
import type { RowCheck } from '../core/run/check-rows.ts'
import { checkRows } from '../core/run/check-rows.ts'
import type { Diagnostic } from '../core/workflow/diagnostic.ts'
import type { ParseRows } from './ports.ts'
import type { Workflows } from './workflows.ts'

/** Looks at rows before runs are started with them. It starts nothing. */
export interface RowChecks {
  /** Against the inputs of the file as it stands. */
  readonly check: (workflow: string, sheet: Sheet) => Promise<Result<RowCheck, RowsRefused>>
}

/** Rows as somebody gives them. */
interface Sheet {
  readonly text: string
  /** The column that runs are called by; undefined: `title`, where there is one. */
  readonly title: string | undefined
}

export type RowsRefused =
  | { readonly code: 'workflow-unknown'; readonly name: string }
  /** The document can not be read, so nobody knows its inputs. */
  | { readonly code: 'workflow-invalid'; readonly problems: readonly Diagnostic[] }
  /** Nothing of the text is a row that could be judged. */
  | { readonly code: 'rows-refused'; readonly message: string }

export interface RowChecksParts {
  readonly workflows: Pick<Workflows, 'find'>
  readonly parseRows: ParseRows
}

export function createRowChecks({ workflows, parseRows }: RowChecksParts): RowChecks {
  return {
    check: async (name, { text, title }) => {
      const reading = await workflows.find(name)
      if (reading === undefined) return err({ code: 'workflow-unknown', name })
      if (reading.document === undefined) return err({ code: 'workflow-invalid', problems: reading.problems })
      const table = parseRows(text)
      if (!table.ok) return err({ code: 'rows-refused', message: table.error })
      const check = checkRows({ inputs: reading.document.workflow.inputs, table: table.value, title })
      return check.ok ? check : err({ code: 'rows-refused', message: check.error })
    },
  }
}
