/** Lower-case hexadecimal SHA-256 of UTF-8 text (FIPS 180-4), for what the core compares by digest. */
export function sha256Hex(text: string): string {
  const bytes = padded(utf8(text))
  const state = wordsOf(FIRST_STATE)
  const schedule = wordsOf([], ROUNDS)
  for (let start = 0; start < bytes.byteLength; start += BYTES_OF_BLOCK) {
    fillSchedule(schedule, new DataView(bytes.buffer, start, BYTES_OF_BLOCK))
    compress(state, schedule)
  }
  return FIRST_STATE.map((_, index) => wordAt(state, index).toString(16).padStart(8, '0')).join('')
}

const ROUNDS = 64
const BYTES_OF_BLOCK = 64
const WORDS_OF_BLOCK = 16

/** The bytes of a text; half of a surrogate pair becomes U+FFFD, as everywhere. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = codeAt(text, index)
    if (code > 0xffff) index += 1
    length = putCode(bytes, length, code)
  }
  return bytes.subarray(0, length)
}

function codeAt(text: string, index: number): number {
  const [unit, next] = [text.charCodeAt(index), text.charCodeAt(index + 1)]
  if (unit < 0xd800 || unit > 0xdfff) return unit
  const isPair = unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff
  return isPair ? 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00) : 0xfffd
}

/** Returns where the next one goes. */
function putCode(bytes: Uint8Array, start: number, code: number): number {
  const tail = [0x7f, 0x7ff, 0xffff].filter((last) => code > last).length
  bytes[start] = tail === 0 ? code : ((0xff00 >> (tail + 1)) & 0xff) | (code >> (6 * tail))
  for (let left = tail - 1; left >= 0; left -= 1) bytes[start + tail - left] = 0x80 | ((code >> (6 * left)) & 0x3f)
  return start + tail + 1
}

/** The bytes, a one bit, zeros up to a whole block, and in its last eight bytes the number of bits. */
function padded(bytes: Uint8Array): DataView<ArrayBuffer> {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / BYTES_OF_BLOCK) * BYTES_OF_BLOCK)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setUint32(whole.length - 8, Math.floor((bytes.length * 8) / 2 ** 32))
  view.setUint32(whole.length - 4, bytes.length * 8)
  return view
}

function fillSchedule(schedule: DataView, block: DataView): void {
  for (let index = 0; index < ROUNDS; index += 1)
    putWord(schedule, index, index < WORDS_OF_BLOCK ? wordAt(block, index) : extended(schedule, index))
}

function extended(schedule: DataView, index: number): number {
  const [early, late] = [wordAt(schedule, index - 15), wordAt(schedule, index - 2)]
  const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
  const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
  return wordAt(schedule, index - 16) + low + wordAt(schedule, index - 7) + high
}

function compress(state: DataView, schedule: DataView): void {
  let [a, b, c, d] = [wordAt(state, 0), wordAt(state, 1), wordAt(state, 2), wordAt(state, 3)]
  let [e, f, g, h] = [wordAt(state, 4), wordAt(state, 5), wordAt(state, 6), wordAt(state, 7)]
  for (let index = 0; index < ROUNDS; index += 1) {
    const choice = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g))
    const mix = h + choice + wordAt(K, index) + wordAt(schedule, index)
    const majority = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    const next = [(mix + majority) | 0, (d + mix) | 0] as const
    ;[h, g, f, d, c, b] = [g, f, e, c, b, a]
    ;[a, e] = next
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) putWord(state, index, wordAt(state, index) + word)
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function wordAt(words: DataView, index: number): number {
  return words.getUint32(index * 4)
}

function putWord(words: DataView, index: number, word: number): void {
  words.setUint32(index * 4, word)
}

function wordsOf(words: readonly number[], count = words.length): DataView {
  const view = new DataView(new ArrayBuffer(count * 4))
  for (const [index, word] of words.entries()) putWord(view, index, word)
  return view
}

/** 32 bits of the fractions of the roots of the first primes, as the standard makes its constants. */
function fractions(root: (prime: number) => number, count: number): readonly number[] {
  return PRIMES.slice(0, count).map((prime) => Math.floor((root(prime) % 1) * 2 ** 32))
}

/** The first 64. */
const PRIMES = [...Array(312).keys()].slice(2).filter(isPrime)

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false
  return true
}

const K = wordsOf(fractions(Math.cbrt, ROUNDS))
const FIRST_STATE = fractions(Math.sqrt, 8)
