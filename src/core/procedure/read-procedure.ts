import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { DOCUMENT_BYTES_MAX, STAGES_MAX } from '../workflow/limits.ts'
import { utf8Length } from '../workflow/utf8-length.ts'
import { assemble } from './assemble.ts'
import { readBlocks } from './blocks.ts'
import { withoutCode } from './code-aside.ts'
import { toLines } from './lines.ts'
import { withoutLonelyHeadings } from './lonely-headings.ts'
import type { Part } from './procedure.ts'

export type ProcedureProblem =
  | { readonly code: 'text-too-long'; readonly bytes: number; readonly bytesMax: number }
  | { readonly code: 'too-many-steps'; readonly steps: number; readonly stepsMax: number }

/**
 * A procedure as people write it down (Markdown, plain text, pasted from Word or a page) as its parts, in the order of
 * the text. Each word of it stands in a step, in a heading, or in what is left out with its reason.
 */
export function readProcedure(text: string): Result<readonly Part[], ProcedureProblem> {
  const bytes = utf8Length(text)
  if (bytes > DOCUMENT_BYTES_MAX) return err({ code: 'text-too-long', bytes, bytesMax: DOCUMENT_BYTES_MAX })
  const parts = withoutLonelyHeadings(withoutCode(assemble(readBlocks(toLines(text))))).toSorted(byPlace)
  const steps = parts.filter(({ type }) => type === 'step').length
  return steps > STAGES_MAX ? err({ code: 'too-many-steps', steps, stepsMax: STAGES_MAX }) : ok(parts)
}

function byPlace({ at: one }: Part, { at: other }: Part): number {
  return one.line - other.line || one.column - other.column
}
