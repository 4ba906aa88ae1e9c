/** `at most 5 wrong in 100`: what a gate promises of what it lets through. */
export function promiseWords(target: number): string {
  return `at most ${tidy(target * 100)} wrong in 100`
}

/** `19 %`, `99.5 %`: as exactly as it was said, without what only the computer's arithmetic adds. */
export function shareWords(share: number): string {
  return `${tidy(share * 100)} %`
}

function tidy(number: number): string {
  return String(Number(number.toFixed(2)))
}

export const METHOD_WORDS = {
  'one-look': 'one look',
  'every-look': 'every look',
} as const

/** As many characters of a certificate's digest as tell it from others at a glance. */
const DIGEST_SHOWN = 12

export function shortDigest(digest: string): string {
  return digest.slice(0, DIGEST_SHOWN)
}
