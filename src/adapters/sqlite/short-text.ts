import type { Brand } from '../../core/basics/brand.ts'

/** JSON text in which frequent phrases are a character or two, and digests two thirds of their length. */
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

/** More of them, for which no single character was left: `MORE` and a letter, from A on. */
const MORE_PHRASES = [
  ',"confidence_source":"reported","context":[],"cost":{"basis":"free"},"decision":null,"handoff_sha256":"',
  ',"confidence_source":"none","context":[],"cost":{"basis":"free"},"decision":null,"handoff_sha256":"',
  '","inputs_sha256":"',
  '","kind":"stage","models":[],"number":',
  ',"times":{"people_ms":null,"queue_ms":',
  '","cause":{"type":"manual"},"cost":{"basis":"free"},"kind":"run","number":',
  ',"origin":null,"outcome":"succeeded","plan_sha256":"',
  '","schema":"workcharts.receipt/1","stages":{"awaiting-approval":0,"backing-off":0,"canceled":0,"failed":0,"pending":0,"ready":0,"rejected":0,"running":0,"skipped":0,"succeeded":',
  '","workflow_sha256":"',
] as const

/** The first phrase twice: it ends within a string and does not begin in one, so no JSON says that. */
const MORE = '\u0001\u0001'
const LETTER_A = 65

const CODES: ReadonlyMap<string, string> = new Map([
  ...PHRASES.map((phrase, index) => [phrase, String.fromCharCode(index + 1)] as const),
  ...MORE_PHRASES.map((phrase, index) => [phrase, `${MORE}${String.fromCharCode(LETTER_A + index)}`] as const),
])
const MEANINGS: ReadonlyMap<string, string> = new Map([...CODES].map(([phrase, code]) => [code, phrase]))

/** The longest first: of two phrases that begin alike the longer one is taken. */
const ANY_PHRASE = new RegExp(
  [...CODES.keys()]
    .toSorted((left, right) => right.length - left.length)
    .map((phrase) => RegExp.escape(phrase))
    .join('|'),
  'g',
)

/** SHA-256 and salts, in hexadecimal digits. With its quotes it is found sooner: texts have few. */
const HEX = /"(?:[0-9a-f]{64}|[0-9a-f]{32})"/g
/** After these the same stands in base64url. */
const [SHA_256, SALT] = [`${MORE}#`, `${MORE}%`]
const ANY_CODE = new RegExp(
  `${MORE}(?:[A-Z]|#.{43}|%.{22})|[${PHRASES.map((_, index) => String.fromCharCode(index + 1)).join('')}]`,
  'g',
)

/** `json` is JSON without white space: there, control characters only ever stand escaped. */
export function toShortText(json: string): ShortText {
  return json.replace(HEX, shortenHex).replace(ANY_PHRASE, (phrase) => CODES.get(phrase) ?? phrase) as ShortText
}

export function fromShortText(text: ShortText): string {
  return text.replace(ANY_CODE, (code) => MEANINGS.get(code) ?? lengthenHex(code))
}

function shortenHex(quoted: string): string {
  const bytes = Buffer.from(quoted.slice(1, -1), 'hex')
  return `"${bytes.length === 32 ? SHA_256 : SALT}${bytes.toString('base64url')}"`
}

function lengthenHex(code: string): string {
  return Buffer.from(code.slice(MORE.length + 1), 'base64url').toString('hex')
}
