import type { Command } from 'commander'
import type { SendOptions } from '../commands/events-send.ts'
import type { Act } from './act.ts'
import { addJson } from './options.ts'

export function addEventCommands(program: Command, act: Act): void {
  const events = program.command('events').description('events: what happened elsewhere and may start WorkCharts')
  addJson(events.command('send').description('send an event, and say what each trigger made of it'))
    .requiredOption('--type <type>', 'what kind of event, such as com.example.order.placed')
    .option('--data <json>', 'what it says, as JSON, or @<file>')
    .option('--source <address>', 'where it is from', '/workcharts/cli')
    .option('--id <id>', 'which one it is; the same one starts nothing twice; without it a new one')
    .option('--subject <text>', 'what it is about')
    .action((flags: SendOptions) =>
      act.connected(async (session) => (await import('../commands/events-send.ts')).sendEvent(session, flags)),
    )
}
