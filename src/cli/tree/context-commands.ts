import type { Command } from 'commander'
import type { ContextListOptions } from '../commands/context-list.ts'
import type { ContextPackOptions } from '../commands/context-pack.ts'
import type { Act } from './act.ts'
import { addJson, wholeNumber } from './options.ts'

/** Tokens, as the API bounds and assumes them. */
const BUDGET_MAX = 100_000
const BUDGET_USUAL = 4_000

export function addContextCommands(program: Command, act: Act): void {
  const context = program.command('context').description('what stages can be given to know')
  addJson(context.command('list').description('list modules with their tokens'))
    .option('--collection <name>', 'as a WorkChart of this collection sees them')
    .action((flags: ContextListOptions) =>
      act.connected(async (session) => (await import('../commands/context-list.ts')).listContext(session, flags)),
    )
  packing(
    context.command('show').description('print all a module could give').argument('<module>', 'such as ctx:repo-rules'),
  ).action((module: string, flags: Omit<ContextPackOptions, 'budget'>) =>
    act.connected(async (session) =>
      (await import('../commands/context-pack.ts')).packContext(session, [module], { ...flags, budget: BUDGET_MAX }),
    ),
  )
  packing(
    context
      .command('pack')
      .description('print what a stage would be given, and what there is no room for')
      .argument('<modules...>', 'such as ctx:repo-rules ctx:lessons'),
  )
    .option('--budget <tokens>', 'room for all of them', wholeNumber(0, BUDGET_MAX), BUDGET_USUAL)
    .action((modules: readonly string[], flags: ContextPackOptions) =>
      act.connected(async (session) =>
        (await import('../commands/context-pack.ts')).packContext(session, modules, flags),
      ),
    )
}

function packing(command: Command): Command {
  return addJson(command)
    .option('--collection <name>', 'as a WorkChart of this collection gets it')
    .option('--venture <name>', 'with the memory of this venture')
}
