import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { readReceipt } from '../../core/insights/read-receipt.ts'
import type { Receipt, StageReceipt, VerdictReceipt } from '../../core/receipt/receipt.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'

/** A stage's receipt, and what people found when they looked at it later. */
export interface GateReceipt {
  readonly stage: StageReceipt
  readonly later: readonly VerdictReceipt[]
}

/** The receipts in the lines of an export. */
export function receiptsIn(lines: readonly string[]): readonly Receipt[] {
  return lines.flatMap((line) => (line === '' ? [] : (readReceipt(line) ?? [])))
}

/** The run that is meant by the characters its id ends with. */
export function findRunIn(receipts: readonly Receipt[], typed: string): Result<string, CliFailure> {
  const [first, ...others] = new Set(receipts.map(({ run }) => run).filter((run) => run.endsWith(typed)))
  if (first === undefined) return err(unknown(`No run in this file ends with "${typed}".`, 'Type the end of its id.'))
  if (others.length === 0) return ok(first)
  return err(usageFailure('run-ambiguous', `${others.length + 1} runs end with "${typed}".`, 'Type more of its id.'))
}

/**
 * Of a run's receipts those of the stage or of the number that was typed. `wanted` undefined: of every stage that has a
 * limit or a gate.
 */
export function chooseReceipts(
  receipts: readonly Receipt[],
  wanted: string | undefined,
): Result<readonly GateReceipt[], CliFailure> {
  const stages = receipts.filter((receipt) => receipt.kind === 'stage')
  const chosen = stages.filter((receipt) => (wanted === undefined ? isGated(receipt) : isMeant(receipt, wanted)))
  if (chosen.length === 0) return err(noReceipt(stages, wanted))
  const later = receipts.filter((receipt) => receipt.kind === 'verdict')
  return ok(chosen.map((stage) => ({ stage, later: later.filter((each) => each.stage === stage.stage) })))
}

function isGated({ gate, threshold }: StageReceipt): boolean {
  return gate !== undefined || threshold !== null
}

function isMeant({ number, stage }: StageReceipt, wanted: string): boolean {
  return String(number) === wanted || stage === wanted
}

function noReceipt(stages: readonly StageReceipt[], wanted: string | undefined): CliFailure {
  const message =
    wanted === undefined
      ? 'No stage of this run that has a gate has a receipt yet.'
      : `No stage of this run has a receipt "${wanted}".`
  const names = stages.map(({ stage, number }) => `${stage} (${number})`).join(', ')
  return unknown(
    message,
    names === ''
      ? 'A stage has one once it has ended: look in the Inbox for what it waits for.'
      : `These have one: ${names}.`,
  )
}

function unknown(message: string, help: string): CliFailure {
  return { exit: EXIT.notFound, code: 'receipt-unknown', message, details: [], help }
}
