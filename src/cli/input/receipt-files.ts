import { signatureCheck } from '../../api/check-signature.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Tampering } from '../../core/receipt/follow-lines.ts'
import { placeOf } from '../../core/receipt/follow-lines.ts'
import { readLine } from '../../core/receipt/read-line.ts'
import { verifyExport } from '../../core/receipt/verify-export.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import type { Session } from '../session.ts'
import { counted } from '../show/words.ts'
import { styled } from '../terminal/text.ts'
import { readText } from './read-json.ts'

/** Receipts of exports that verify, each line once. */
export interface ReceiptFiles {
  readonly lines: readonly string[]
  readonly receipts: number
  readonly runs: number
}

/** Text from so many characters on takes long enough to say that it is being read. */
const LONG_TEXT = 2_000_000

/** Reads exports that may overlap. They count only where every one of them verifies, and none says otherwise than another. */
export async function readReceiptFiles(
  session: Session,
  files: readonly string[],
): Promise<Result<ReceiptFiles, CliFailure>> {
  const found: Found = { lines: new Map(), runs: new Set() }
  for (const file of files) {
    const failure = await addFile(session, file, found)
    if (failure !== undefined) return err(failure)
  }
  return ok({ lines: [...found.lines.values()], receipts: found.lines.size, runs: found.runs.size })
}

interface Found {
  /** By run and number. */
  readonly lines: Map<string, string>
  readonly runs: Set<string>
}

async function addFile({ io, screen }: Session, file: string, found: Found): Promise<CliFailure | undefined> {
  const text = await readText(io, file)
  if (!text.ok) return text.error
  if (text.value.length >= LONG_TEXT) screen.progress(`Checking ${file} …`)
  const verified = verifyExport(text.value, signatureCheck)
  return verified.ok ? addLines(file, text.value.split('\n'), found) : tampered(file, verified.error)
}

function addLines(file: string, lines: readonly string[], { lines: known, runs }: Found): CliFailure | undefined {
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, signatureCheck)
    if (read.type !== 'receipt') continue
    const place = placeOf(read.run, read.number)
    if ((known.get(place) ?? line) !== line) return contradicting(file, index + 1, read)
    known.set(place, line)
    runs.add(read.run)
  }
  return undefined
}

/** Says that they verify, as `receipts verify` does. */
export function tellVerified({ screen }: Pick<Session, 'screen'>, { receipts, runs }: ReceiptFiles): void {
  const what = `${counted(receipts, 'receipt')} of ${counted(runs, 'run')}`
  screen.print([
    styled('good', 'verified'),
    `: ${what}. Nothing was changed, left out or put in since they were exported.`,
  ])
}

export function tampered(file: string, { line, message }: Tampering): CliFailure {
  return {
    exit: EXIT.invalid,
    code: 'receipts-changed',
    message: 'These receipts are not what was exported.',
    details: [{ message, pointer: '', place: { file, line, column: 1 } }],
    help: 'Do not rely on this file. Export it again from where the runs are kept.',
  }
}

function contradicting(
  file: string,
  line: number,
  { run, number }: { readonly run: string; readonly number: number },
): CliFailure {
  const message = `Receipt ${number} of run ${run} says something else in a file before this one.`
  return {
    exit: EXIT.invalid,
    code: 'receipts-contradict',
    message: 'These files contradict each other.',
    details: [{ message, pointer: '', place: { file, line, column: 1 } }],
    help: 'At least one of them was written anew. `workcharts receipts verify --key` tells which one you can rely on.',
  }
}
