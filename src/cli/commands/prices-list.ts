import type { Price, PriceList } from '../../api/contract/prices.ts'
import { priceList } from '../../api/contract/prices.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ListPricesOptions extends JsonOption {
  readonly provider?: string
  readonly model?: string
}

export async function listPrices(
  { api, screen }: Connected,
  { json, provider, model }: ListPricesOptions,
): Promise<Outcome> {
  const listed = await api.get(`/prices${query({ provider, model })}`, priceList)
  if (!listed.ok) return listed
  const { prices } = listed.value
  if (json) screen.json('prices', listed.value)
  else if (prices.length > 0) await screen.table({ head: HEAD, rows: prices.map(toRow) })
  else screen.note(provider === undefined && model === undefined ? NO_PRICES : NO_SUCH_PRICES)
  for (const line of problemLines(listed.value)) screen.note(line)
  return ok(EXIT.ok)
}

const HEAD = ['provider', 'model', 'input', 'output', 'cache read', 'cache write', '', 'from', 'source']

const NO_PRICES =
  'No price is known yet, so nobody knows what models cost. See `workcharts prices import --help`, or write prices.yaml.'
const NO_SUCH_PRICES = 'No such price is known. `workcharts prices list` shows all of them.'

function toRow(price: Price): readonly Text[] {
  const { provider, model, input, output, cacheRead, cacheWrite, currency, effectiveFrom, source } = price
  return [provider, model, input, output, cacheRead ?? '', cacheWrite ?? '', currency, effectiveFrom, source]
}

function problemLines({ file, problems }: PriceList): readonly Text[] {
  if (problems.length === 0) return []
  return [
    ...problems.map(({ line, message }): Text => [`${file}:${line} `, styled('warm', 'not used'), ` ${message}`]),
    [styled('strong', 'help:'), ` Mend these lines of ${file}: until then their prices are not used.`],
  ]
}
