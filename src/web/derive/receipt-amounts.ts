import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'
import { moneyWords } from './card-words.ts'
import { exactDurationWords } from './duration-words.ts'
import type { ReceiptFact } from './receipt-facts.ts'
import { fact, hashFact, list, words } from './receipt-facts.ts'

/** How long it took whom; nothing of a receipt from before that was kept. */
export function durationFacts({ times, task, attempts }: JsonObject): readonly ReceiptFact[] {
  if (times === undefined) return []
  const { queue_ms: queue, work_ms: work, people_ms: people } = objectOrEmpty(times)
  return [
    ...(attempts === 0
      ? [fact('Worked on', 'nothing was begun')]
      : [durationFact('Waited until it began', queue), durationFact('Worked on', work)]),
    task === null ? fact('Waited for people', 'nobody was asked') : durationFact('Waited for people', people),
  ]
}

function durationFact(label: string, ms: Json | undefined): ReceiptFact {
  return fact(label, typeof ms === 'number' ? exactDurationWords(ms) : null)
}

/** What it cost, and by which prices that was worked out. */
export function costFacts({ cost, prices }: JsonObject): readonly ReceiptFact[] {
  return [fact('Cost', costWords(cost)), ...list(prices).flatMap(priceFacts)]
}

/** Null: not known. */
export function costWords(value: Json | undefined): string | null {
  const { basis, currency, microUnits } = objectOrEmpty(value)
  if (basis === 'free') return 'free'
  if (typeof currency !== 'string' || typeof microUnits !== 'number') return null
  return moneyWords({ basis: basis === 'estimated' ? 'estimated' : 'reported', currency, microUnits })
}

function priceFacts(price: Json): readonly ReceiptFact[] {
  const { provider, model, effective_from: from, source, sha256, ...row } = objectOrEmpty(price)
  return [
    fact('By the price of', `${words(provider)}/${words(model)}, from ${words(from)}`),
    fact('For a million tokens', rateWords(row)),
    fact('Read in', words(source)),
    hashFact('The row, by its hash', sha256),
  ]
}

function rateWords({ input, output, currency, cache_read: read, cache_write: write }: JsonObject): string {
  const rates = [
    `${words(input)} in`,
    `${words(output)} out`,
    ...(read === null ? [] : [`${words(read)} from a cache`]),
    ...(write === null ? [] : [`${words(write)} to a cache`]),
  ]
  return `${rates.join(', ')} (${words(currency)})`
}
