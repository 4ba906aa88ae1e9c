import type { Command } from 'commander'
import type { NextOptions } from '../commands/triggers-next.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, wholeNumber } from './options.ts'
import { addWebhookCommands } from './webhook-commands.ts'

const TRIGGER = 'a schedule as <workflow>/<trigger>, or the trigger alone where it is the only one of that name'
const INSTANTS_MAX = 100
const INSTANTS_USUAL = 5

export function addTriggerCommands(program: Command, act: Act): void {
  const triggers = program.command('triggers').description('schedules: what starts a WorkChart by itself')
  addWebhookCommands(triggers, act)
  addJson(triggers.command('list').description('list schedules with their next start')).action((flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/triggers-list.ts')).listTriggers(session, flags)),
  )
  addJson(triggers.command('next').description('print the next starts of a schedule').argument('<trigger>', TRIGGER))
    .option('--from <instant>', 'count from this time instead of from now, such as 2027-03-28T00:00:00Z')
    .option('--count <number>', 'how many', wholeNumber(1, INSTANTS_MAX), INSTANTS_USUAL)
    .action((trigger: string, flags: NextOptions) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-next.ts')).printNextStarts(session, trigger, flags),
      ),
    )
  addJson(
    triggers
      .command('fire')
      .description('start a schedule now, as if its time had come')
      .argument('<trigger>', TRIGGER),
  ).action((trigger: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/triggers-fire.ts')).fireTrigger(session, trigger, flags),
    ),
  )
}
