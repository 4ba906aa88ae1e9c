import type { Command } from '../../../../src/core/run/command.ts'
import type { RunId } from '../../../../src/core/run/ids.ts'
import type { Engine } from '../../../../src/engine/engine.ts'
import { StoreError } from '../../../../src/engine/store.ts'
import type { Request, Wish } from '../../../history/evidence.ts'
import type { Line } from './lines.ts'

/** Somebody who wishes things of an engine, with everything written down. */
export interface Client {
  readonly engine: Engine
  readonly note: (line: Line) => void
}

/**
 * Writes a wish down, has it carried out, and writes down what was answered. `carryOut` gives the version of the run, or
 * undefined where the engine refuses. Throws what it throws: then the wish was refused, unless nobody knows.
 */
export async function told({ note }: Client, wish: Wish, carryOut: () => Promise<number | undefined>): Promise<void> {
  note({ type: 'wish', wish })
  try {
    note({ type: 'told', request: answerTo(wish, await carryOut()) })
  } catch (error) {
    const isUnknown = error instanceof StoreError && error.outcome === 'unknown'
    note({ type: 'told', request: { wish, told: isUnknown ? 'unknown' : 'refused' } })
    throw error
  }
}

function answerTo(wish: Wish, version: number | undefined): Request {
  return version === undefined ? { wish, told: 'refused' } : { wish, told: 'accepted', version }
}

/** Gives a command in somebody's name. */
export async function order(client: Client, run: RunId, command: Command): Promise<void> {
  await told(client, wishOf(run, command), async () => {
    const result = await client.engine.command(run, command)
    if (result?.ok) client.note({ type: 'run', run, version: result.value.version })
    return result?.ok ? result.value.version : undefined
  })
}

function wishOf(run: RunId, command: Command): Wish {
  switch (command.type) {
    case 'answer-task':
      return { type: 'answer', run, task: command.task, command: command.id, answer: command.answer.type }
    case 'cancel-run':
      return { type: 'cancel', run }
    case 'pause-run':
      return { type: 'pause', run }
    case 'resume-run':
      return { type: 'resume', run }
    default:
      throw new Error(`No person asks for ${command.type}`)
  }
}
