/** Makes up for binary fractions, such as 0.29 * 100 = 28.999999999999996. */
const ROUNDING = 1e-9

/** A share from 0 to 1 in whole per cent. Rounded down: 100 % is said only where it is all of them. */
export function percentWords(share: number): string {
  return `${Math.floor(share * 100 + ROUNDING)} %`
}
