import type { Random } from '../../test/support/seeded.ts'
import { pick } from '../../test/support/seeded.ts'
import { whole } from './chance.ts'

const PLACES = ['Hamburg', 'Zürich', 'Málaga', 'Kraków', 'Lyon', 'Aarhus', 'Gent', 'Torino', 'Cork', 'Umeå'] as const
const THINGS = ['parcel', 'invoice', 'chair', 'lamp', 'kettle', 'jacket', 'bicycle', 'voucher', 'notebook'] as const
const FAULTS = ['late', 'broken', 'wrong', 'missing', 'double', 'unpaid', 'damaged', 'open'] as const
const NAMES = ['Novak', 'Meier', 'García', 'Lindström', 'Okafor', 'Dubois', 'Rossi', 'Ahmed', 'Byrne'] as const
const WISHES = ['a refund', 'a new one', 'an answer', 'a call', 'an apology', 'a discount'] as const

/** Words that few runs have: each is drawn from so many. */
const RARE_WORDS = 20_000
/** Every so many runs have one of them. */
const RARE_EACH = 50

export interface Letter {
  readonly order: string
  readonly title: string
  readonly text: string
}

/** What a run is about. Most words are in very many runs, an order's number in a few, a rare word in almost none. */
export function letterOf(random: Random): Letter {
  const order = String(whole(random, 100_000, 999_999))
  const [thing, fault, place] = [pick(THINGS, random), pick(FAULTS, random), pick(PLACES, random)]
  const rare = whole(random, 1, RARE_EACH) === 1 ? ` Reference ${rareWord(whole(random, 0, RARE_WORDS - 1))}.` : ''
  return {
    order,
    title: `Order ${order}`,
    text: `The ${thing} of order ${order} is ${fault}. ${pick(NAMES, random)} from ${place} asks for ${pick(WISHES, random)}.${rare}`,
  }
}

function rareWord(index: number): string {
  return `zq${index.toString(36).padStart(4, '0')}`
}

export function replyTo(random: Random, order: string): string {
  return `Dear customer ${pick(NAMES, random)}, we looked at order ${order} and send ${pick(WISHES, random)} within ${whole(random, 1, 9)} days.`
}

const ERRORS = [
  { code: 'timeout', message: 'It took longer than 30 minutes.' },
  { code: 'command-failed', message: 'It ended with 1: connection to the warehouse was refused.' },
  { code: 'output-invalid', message: 'The answer is no JSON object.' },
] as const

export function errorOf(random: Random): (typeof ERRORS)[number] {
  return pick(ERRORS, random)
}
