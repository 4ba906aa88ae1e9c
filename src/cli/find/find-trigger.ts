import type { Trigger } from '../../api/contract/triggers.ts'
import { triggerList } from '../../api/contract/triggers.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { query } from './query.ts'

export interface TriggerQuestion {
  readonly typed: string
  readonly from?: string
  /** How many of its next starts. */
  readonly count: number
}

/** The schedule that is meant by `<workflow>/<trigger>`, or by the trigger alone where one has that name. */
export async function findTrigger(
  api: ApiClient,
  { typed, from, count }: TriggerQuestion,
): Promise<Result<Trigger, CliFailure>> {
  const listed = await api.get(`/triggers${query({ from, count })}`, triggerList)
  if (!listed.ok) return listed
  const fitting = listed.value.triggers.filter(({ id }) => id === typed || id.endsWith(`/${typed}`))
  const [first, second] = fitting
  if (first === undefined) return err(unknownTrigger(typed))
  return second === undefined ? ok(first) : err(severalTriggers(typed, fitting))
}

function unknownTrigger(typed: string): CliFailure {
  return {
    exit: EXIT.notFound,
    code: 'trigger-unknown',
    message: `There is no schedule "${typed}".`,
    details: [],
    help: 'Run `workcharts triggers list` to see them; a schedule is there once its WorkChart is published.',
  }
}

function severalTriggers(typed: string, fitting: readonly Trigger[]): CliFailure {
  const failure = usageFailure(
    'trigger-ambiguous',
    `${fitting.length} schedules are called "${typed}".`,
    'Name its WorkChart too.',
  )
  return { ...failure, details: fitting.map(({ id }) => ({ message: id, pointer: '' })) }
}
