import { join } from 'node:path'
import type { Finding } from './api/contract/system.ts'
import type { Config } from './config.ts'
import type { ModelConnection } from './core/connection/connection.ts'
import type { PriceBook } from './core/price/price-book.ts'
import { findConnectionPrice } from './core/price/price-book.ts'
import type { Clock, Connections } from './engine/ports.ts'
import type { PriceFile, PriceProblem } from './engine/price-ports.ts'

export interface PricesExamined {
  readonly config: Pick<Config, 'home'>
  readonly prices: Pick<PriceFile, 'file' | 'read'>
  readonly connections: Pick<Connections, 'list'>
  readonly clock: Clock
}

/** What of the price file can not be used, and which connected models have no price: what those cost stays unknown. */
export async function examinePrices({ config, prices, connections, clock }: PricesExamined): Promise<Finding> {
  const path = join(config.home, prices.file)
  const { book, problems } = await prices.read()
  const models = (await connections.list()).filter((connection) => connection.type === 'model').flatMap(modelsOf)
  const unpriced = models.filter(({ connection, model }) => {
    return findConnectionPrice(book, { connection, models: [model], at: clock.now() }) === undefined
  })
  const detail = [...sayBroken(path, problems), ...sayUnpriced(unpriced)].join(' ')
  const finding = { id: 'prices', title: 'Prices' }
  if (detail === '') return { ...finding, state: 'ok', detail: sayKnown(path, book), mend: null }
  return { ...finding, state: 'missing', detail, mend: problems.length > 0 ? MEND_LINES : sayWhereFrom(path) }
}

interface UsedModel {
  readonly connection: ModelConnection
  readonly model: string
}

/** Each once, with the one that agents get who name none first. */
function modelsOf(connection: ModelConnection): readonly UsedModel[] {
  const names = new Set([connection.model, ...Object.values(connection.aliases)])
  return [...names].map((model) => ({ connection, model }))
}

function sayBroken(path: string, [first, ...others]: readonly PriceProblem[]): readonly string[] {
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return [`${path}, line ${first.line}: ${first.message}${more}`]
}

const MEND_LINES = 'Mend the lines that are named by: workcharts prices list. Until then their prices are not used.'

function sayUnpriced([first, ...others]: readonly UsedModel[]): readonly string[] {
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return [`No price is known for ${first.model} of "${first.connection.name}"${more}, so what it costs is unknown.`]
}

function sayWhereFrom(path: string): string {
  return `Take over a published list with: workcharts prices import <file>, or write the price into ${path}.`
}

function sayKnown(path: string, { length }: PriceBook): string {
  return length === 0 ? 'None is written down, and no connected model needs one.' : `${length} in ${path}.`
}
