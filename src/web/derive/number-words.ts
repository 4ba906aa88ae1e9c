const NUMBERS = new Intl.NumberFormat('en-GB')

/** `1,648` */
export function countWords(count: number): string {
  return NUMBERS.format(count)
}

/** `1 run`, `400 runs` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`
}
