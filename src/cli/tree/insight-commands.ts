import type { Command } from 'commander'
import { Option } from 'commander'
import type { InsightsOptions } from '../commands/insights.ts'
import type { Act } from './act.ts'
import { addJson, repeatable } from './options.ts'

export function addInsightCommands(program: Command, act: Act): void {
  addJson(program.command('insights').description('how WorkCharts do: the five numbers, and each WorkChart'))
    .addOption(new Option('--period <days>', 'the last so many days').choices(['7', '30', '90']).default('30'))
    .addOption(repeatable('--workflow <id>', 'only this WorkChart; may be given several times'))
    .addOption(new Option('--csv', 'print everything as a table, with what was assumed').conflicts('json'))
    .action((flags: InsightsOptions) =>
      act.connected(async (session) => (await import('../commands/insights.ts')).showInsights(session, flags)),
    )
}
