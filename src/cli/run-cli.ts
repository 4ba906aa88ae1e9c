import { CommanderError } from 'commander'
import { err, ok } from '../core/basics/result.ts'
import type { CliParts } from './cli-parts.ts'
import { EXIT } from './exit-code.ts'
import { printFailure } from './print-failure.ts'
import type { ProgramName } from './program.ts'
import { createProgram } from './program.ts'
import type { OpenedSession, Outcome } from './session.ts'
import { openSession } from './session.ts'
import type { Act } from './tree/act.ts'
import { toUsageFailure } from './usage-failure.ts'

/**
 * Carries out one call of the command line: `argv` without the program itself. Returns the exit code; never ends the
 * process. Rejects only for a bug.
 */
export async function runCli(
  argv: readonly string[],
  parts: CliParts,
  name: ProgramName = 'workcharts',
): Promise<number> {
  const opened = openSession(parts)
  try {
    const outcome = await carryOut(argv, opened, name)
    if (outcome.ok) return outcome.value
    printFailure(opened.session.screen, outcome.error, argv.includes('--json') ? 'json' : 'text')
    return outcome.error.exit
  } finally {
    await opened.close()
  }
}

async function carryOut(argv: readonly string[], opened: OpenedSession, name: ProgramName): Promise<Outcome> {
  let outcome: Outcome = ok(EXIT.ok)
  const act: Act = {
    alone: async (command) => {
      outcome = await command(opened.session)
    },
    connected: async (command) => {
      const connected = await opened.connect()
      outcome = connected.ok ? await command(connected.value) : connected
    },
  }
  const { io, parts } = opened.session
  const program = createProgram({ act, io, name, version: parts.version })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return outcome
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? ok(EXIT.ok) : err(toUsageFailure(error, program, argv))
  }
}
