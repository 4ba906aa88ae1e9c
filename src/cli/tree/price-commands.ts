import type { Command } from 'commander'
import type { ListPricesOptions } from '../commands/prices-list.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

const EXAMPLES = `
Examples:
  workcharts prices import model_prices_and_context_window.json
  curl -s https://models.dev/api.json | workcharts prices import -
`

export function addPriceCommands(program: Command, act: Act): void {
  const prices = program.command('prices').description('what tokens cost: from published lists or written by hand')
  addJson(prices.command('list').description('list prices for 1,000,000 tokens, the latest of a model first'))
    .option('--provider <name>', 'only those of this provider or connection')
    .option('--model <text>', 'only models whose name holds this')
    .action((flags: ListPricesOptions) =>
      act.connected(async (session) => (await import('../commands/prices-list.ts')).listPrices(session, flags)),
    )
  addJson(
    prices
      .command('import')
      .description('add what a list of LiteLLM or models.dev says that is new, in force from today')
      .argument('<file>', 'the list as it was downloaded; - reads stdin'),
  )
    .addHelpText('after', EXAMPLES)
    .action((file: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/prices-import.ts')).importPrices(session, file, flags),
      ),
    )
}
