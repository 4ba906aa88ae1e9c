import { Command } from 'commander'
import type { CliIo } from './cli-io.ts'
import type { Act } from './tree/act.ts'
import { addConnectionCommands } from './tree/connection-commands.ts'
import { addContextCommands } from './tree/context-commands.ts'
import { addEventCommands } from './tree/event-commands.ts'
import { addGateCommands } from './tree/gate-commands.ts'
import { addInboxCommands } from './tree/inbox-commands.ts'
import { addInsightCommands } from './tree/insight-commands.ts'
import { addMemoryCommands } from './tree/memory-commands.ts'
import { addNoticeCommands } from './tree/notice-commands.ts'
import { addPeopleCommands } from './tree/people-commands.ts'
import { addPriceCommands } from './tree/price-commands.ts'
import { addReceiptCommands } from './tree/receipt-commands.ts'
import { addRunCommands } from './tree/run-commands.ts'
import { addSkillCommands } from './tree/skill-commands.ts'
import { addSystemCommands } from './tree/system-commands.ts'
import { addTriggerCommands } from './tree/trigger-commands.ts'
import { addTrustCommands } from './tree/trust-commands.ts'
import { addWorkflowCommands } from './tree/workflow-commands.ts'

export type ProgramName = 'workcharts' | 'skillmeat'

export interface ProgramParts {
  readonly act: Act
  readonly io: Pick<CliIo, 'stdout' | 'stderr' | 'env'>
  readonly name: ProgramName
  readonly version: string
}

/** Help is wrapped here where COLUMNS says nothing: wide enough for two columns, narrow enough to read. */
const HELP_COLUMNS = 100

/** The tree of commands. What a command does is loaded when it is called. */
export function createProgram({ act, io, name, version }: ProgramParts): Command {
  const columns = Number(io.env['COLUMNS']) || HELP_COLUMNS
  const program = new Command(name)
    .description('Turn a standard operating procedure into a self-executing graph of AI agents and people.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: io.stdout.write,
      writeErr: io.stderr.write,
      outputError: () => undefined,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
  if (name === 'workcharts') addSystemCommands(program, act)
  addWorkflowCommands(program, act)
  if (name === 'workcharts') {
    addRunCommands(program, act)
    addInboxCommands(program, act)
    addTriggerCommands(program, act)
    addEventCommands(program, act)
    addContextCommands(program, act)
    addMemoryCommands(program, act)
    addReceiptCommands(program, act)
    addGateCommands(program, act)
    addInsightCommands(program, act)
    addSkillCommands(program, act)
    addConnectionCommands(program, act)
    addNoticeCommands(program, act)
    addPeopleCommands(program, act)
    addPriceCommands(program, act)
    addTrustCommands(program, act)
  }
  for (const command of [program, ...program.commands]) command.helpCommand(false)
  return program
}
