import type { Command } from 'commander'
import type { BackfillOptions } from '../commands/triggers-backfill.ts'
import type { FireOptions } from '../commands/triggers-fire.ts'
import type { LogOptions } from '../commands/triggers-log.ts'
import type { NextOptions } from '../commands/triggers-next.ts'
import type { PauseOptions } from '../commands/triggers-pause.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, wholeNumber } from './options.ts'
import { addWebhookCommands } from './webhook-commands.ts'

const TRIGGER = 'a trigger as <workflow>/<trigger>, or the trigger alone where it is the only one of that name'
const INSTANTS_MAX = 100
const INSTANTS_USUAL = 5
const LOG_MAX = 500
const LOG_USUAL = 50

export function addTriggerCommands(program: Command, act: Act): void {
  const triggers = program.command('triggers').description('schedules and events: what starts a WorkChart by itself')
  addWebhookCommands(triggers, act)
  addJson(triggers.command('list').description('list triggers with their state and next start')).action(
    (flags: JsonOption) =>
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
  addFiring(triggers, act)
  addLog(triggers, act)
  addPausing(triggers, act)
}

function addFiring(triggers: Command, act: Act): void {
  addJson(
    triggers
      .command('fire')
      .description('start a schedule now, or for one of its times that passed and started nothing')
      .argument('<trigger>', TRIGGER),
  )
    .option('--at <instant>', 'for this time instead of now, such as 2027-03-28T00:00:00Z')
    .action((trigger: string, flags: FireOptions) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-fire.ts')).fireTrigger(session, trigger, flags),
      ),
    )
  addJson(
    triggers
      .command('backfill')
      .description('start a run for each time between two that started none; --preview starts nothing')
      .argument('<trigger>', TRIGGER),
  )
    .requiredOption('--from <instant>', 'from this time on, such as 2027-03-01T00:00:00Z')
    .requiredOption('--to <instant>', 'up to this time')
    .option('--at-once', 'all at the same time, not one after the other')
    .option('--preview', 'only say what would be started')
    .action((trigger: string, flags: BackfillOptions) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-backfill.ts')).backfillTrigger(session, trigger, flags),
      ),
    )
}

function addLog(triggers: Command, act: Act): void {
  addJson(
    triggers
      .command('log')
      .description('print what a trigger started and left out, the newest first')
      .argument('<trigger>', TRIGGER),
  )
    .option('--limit <number>', 'how many', wholeNumber(1, LOG_MAX), LOG_USUAL)
    .action((trigger: string, flags: LogOptions) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-log.ts')).printTriggerLog(session, trigger, flags),
      ),
    )
}

function addPausing(triggers: Command, act: Act): void {
  addJson(
    triggers.command('pause').description('start nothing any more until it is resumed').argument('<trigger>', TRIGGER),
  )
    .option('--because <text>', 'why, for whoever looks at it later', '')
    .action((trigger: string, flags: PauseOptions) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-pause.ts')).pauseTrigger(session, trigger, flags),
      ),
    )
  addJson(triggers.command('resume').description('start runs again from now on').argument('<trigger>', TRIGGER)).action(
    (trigger: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-pause.ts')).resumeTrigger(session, trigger, flags),
      ),
  )
}
