import type { Brand } from '../../core/basics/brand.ts'

/** JSON text in which frequent phrases are one character each. */
export type ShortText = Brand<string, 'ShortText'>

/**
 * What facts and receipts say again and again, between the values that differ. The place in the list is the character:
 * U+0001 and so on, at most 31. Stored rows are read by it, so the list belongs to the database's format.
 */
const PHRASES = [
  '[{"type":"run-started","run":"',
  '","plan":"',
  '","inputs":{',
  '},{"type":"stage-ready","stage":"',
  '"},{"type":"attempt-begun","stage":"',
  '","step":"primary","attempt":',
  ',"inputsDigest":"',
  '","owner":"',
  '","deadline":',
  '[{"type":"attempt-answered","stage":"',
  '","answer":{"outputs":{',
  '},"confidence":',
  ',"cost":{"basis":"free"},"artifacts":[]',
  ',"salt":"',
  '"},{"type":"stage-settled","stage":"',
  '","settlement":{"outcome":"succeeded","output":',
  ',"source":"reported","decision":null}',
  '},{"type":"run-finished","outcome":"succeeded","outputs":{',
  '{"artifacts":[],"at":"',
  '","attempts":1,"because":null,"begun_at":"',
  ',"confidence_source":"reported","context":[],"cost":{"basis":"free"},"decision":null,"inputs_sha256":"',
  '","kind":"stage","number":',
  ',"outcome":"succeeded","outputs_sha256":"',
  '","performer":{"digest":"',
  '","previous":"',
  '","quality":null,"ready_at":"',
  '","run":"',
  '","schema":"workcharts.receipt/1","stage":"',
  '","task":null,"threshold":',
  '},{"type":"task-opened","stage":"',
  '","reason":"human-stage","because":"',
] as const

const CODES: ReadonlyMap<string, string> = new Map(
  PHRASES.map((phrase, index) => [phrase, String.fromCharCode(index + 1)]),
)
/** The longest first: of two phrases that begin alike the longer one is taken. */
const ANY_PHRASE = new RegExp(
  PHRASES.toSorted((left, right) => right.length - left.length)
    .map((phrase) => RegExp.escape(phrase))
    .join('|'),
  'g',
)
const ANY_CODE = new RegExp(`[${[...CODES.values()].join('')}]`, 'g')

/** `json` is JSON without white space: there, control characters only ever stand escaped. */
export function toShortText(json: string): ShortText {
  return json.replace(ANY_PHRASE, (phrase) => CODES.get(phrase) ?? phrase) as ShortText
}

export function fromShortText(text: ShortText): string {
  return text.replace(ANY_CODE, (code) => PHRASES[code.charCodeAt(0) - 1] ?? code)
}
