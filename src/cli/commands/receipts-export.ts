import type { ExportFormat } from '../../api/contract/receipts.ts'
import { err, ok } from '../../core/basics/result.ts'
import { unwritable } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'

export interface ExportOptions {
  readonly run?: string
  readonly workflow?: string
  readonly out?: string
  readonly format: ExportFormat
}

/** The bytes are the proof, so they are passed on exactly as they come. */
export async function exportReceipts(
  { api, io, screen }: Connected,
  { run, workflow, format, out }: ExportOptions,
): Promise<Outcome> {
  const id = run === undefined ? ok(undefined) : await findRunId(api, run)
  if (!id.ok) return id
  const text = await api.text(`/receipts/export${query({ run: id.value, workflow, format })}`)
  if (!text.ok) return text
  if (out === undefined) {
    screen.exact(text.value)
    return ok(EXIT.ok)
  }
  const written = await io.writeFile(out, text.value)
  if (!written.ok) return err(unwritable(out, written.error))
  const check = format === 'jsonl' ? ` Check it with \`workcharts receipts verify ${out}\`.` : ''
  screen.note(`Written to ${out}.${check}`)
  return ok(EXIT.ok)
}
