const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const KB = 1024
const MB = KB * KB

/** `312 bytes`, `4.2 KB`, `10 MB` */
export function sizeWords(bytes: number): string {
  if (bytes < KB) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  return bytes < MB ? `${NUMBERS.format(bytes / KB)} KB` : `${NUMBERS.format(bytes / MB)} MB`
}
