import type { ImportedPrices } from '../../api/contract/prices.ts'
import { importedPrices } from '../../api/contract/prices.ts'
import { err, ok } from '../../core/basics/result.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { readText, toJsonObject } from '../input/read-json.ts'
import type { Connected, Outcome } from '../session.ts'
import { counted } from '../show/words.ts'
import type { JsonOption } from '../tree/options.ts'

/** The list goes to the server as the value it is: without its white space it is smaller. */
export async function importPrices(session: Connected, path: string, { json }: JsonOption): Promise<Outcome> {
  const { api, io, screen } = session
  const text = await readText(io, path)
  if (!text.ok) return text
  const list = toJsonObject(text.value)
  if (list === undefined) return err(notAList(path))
  const imported = await api.post('/prices/import', { body: { list }, schema: importedPrices })
  if (!imported.ok) return imported
  if (json) screen.json('imported-prices', imported.value)
  else screen.print(...importedLines(imported.value))
  return ok(EXIT.ok)
}

function notAList(path: string) {
  const help = 'Take `model_prices_and_context_window.json` of LiteLLM or `api.json` of models.dev as it is.'
  return usageFailure('price-list-unknown', `${path} does not hold a list of prices.`, help)
}

function importedLines({ source, file, effectiveFrom, added, unchanged, leftOut }: ImportedPrices): readonly string[] {
  const rows = `${counted(added, 'price')} of ${source}`
  return [
    added === 0 ? `Nothing of ${source} is new.` : `Added ${rows} to ${file}, in force from ${effectiveFrom}.`,
    `${counted(unchanged, 'price')} stood there already.`,
    ...leftOut.map(
      ({ reason, count, examples }) =>
        `Left out ${count.toLocaleString('en-US')}: ${REASONS[reason]} (${exampleText(count, examples)})`,
    ),
  ]
}

function exampleText(count: number, examples: readonly string[]): string {
  return `${examples.join(', ')}${count > examples.length ? ', …' : ''}`
}

const REASONS = {
  'not-text': 'they do not answer in text',
  'no-price': 'the list names no price',
  'only-zeros': 'the list has nothing but zeros, which says that it does not know',
  'name-unusable': 'their name is too long or not on one line',
  'named-before': 'the list names them twice, and the first counts',
  'file-says-otherwise': 'the file has another price for the same day or a later one, which stays',
} as const satisfies Record<ImportedPrices['leftOut'][number]['reason'], string>
