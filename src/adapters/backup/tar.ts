/** An archive in the form of POSIX (ustar), so that any `tar` opens it where this program is gone. */
export const BLOCK_BYTES = 512
/** Two empty blocks: nothing follows. */
export const END = Buffer.alloc(2 * BLOCK_BYTES)

export interface TarEntry {
  /** At most 100 bytes of ASCII. */
  readonly name: string
  readonly size: number
}

const SIZE_AT = 124
const SIZE_BYTES = 12
/** The largest size in eleven octal digits; beyond it the number stands there in binary, as GNU and BSD write it. */
const OCTAL_MAX = 8 ** 11 - 1
const BINARY = 0x80
const CHECKSUM_AT = 148
const CHECKSUM_BYTES = 8

/** The block before an entry. Everything in it follows from the name and the size. */
export function tarHeader({ name, size }: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES)
  header.write(name, 0, 'latin1')
  header.write('0000600\0' + '0000000\0' + '0000000\0', 100, 'latin1')
  sizeField(size).copy(header, SIZE_AT)
  header.write('00000000000\0', 136, 'latin1')
  header.write(' '.repeat(CHECKSUM_BYTES), CHECKSUM_AT, 'latin1')
  header.write('0', 156, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM_AT, 'latin1')
  return header
}

/** Undefined: not a block that `tarHeader` makes, down to the last byte. */
export function readTarHeader(block: Buffer): TarEntry | undefined {
  const name = block.toString('latin1', 0, 100).replace(/\0+$/, '')
  const size = readSize(block.subarray(SIZE_AT, SIZE_AT + SIZE_BYTES))
  if (!Number.isSafeInteger(size)) return undefined
  return tarHeader({ name, size }).equals(block) ? { name, size } : undefined
}

/** Empty bytes that fill up the last block of an entry. */
export function paddingAfter(size: number): number {
  return (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES
}

function sizeField(size: number): Buffer {
  if (size <= OCTAL_MAX) return Buffer.from(`${size.toString(8).padStart(SIZE_BYTES - 1, '0')}\0`, 'latin1')
  const field = Buffer.alloc(SIZE_BYTES)
  field[0] = BINARY
  field.writeBigUInt64BE(BigInt(size), SIZE_BYTES - 8)
  return field
}

function readSize(field: Buffer): number {
  if (field[0] === BINARY) return Number(field.readBigUInt64BE(SIZE_BYTES - 8))
  const digits = field.toString('latin1', 0, SIZE_BYTES - 1)
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}
