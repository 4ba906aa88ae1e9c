/** Halvings of an interval from 0 to 1: it is then shorter than a billionth. */
const HALVINGS = 30

/** The least share from `from` on of which this is so, where it is so of all above it; 1 where it is so of none. */
export function leastShare(from: number, isSo: (share: number) => boolean): number {
  let [low, high] = [from, 1]
  for (let halving = 0; halving < HALVINGS && low < 1; halving += 1) {
    const middle = (low + high) / 2
    if (isSo(middle)) high = middle
    else low = middle
  }
  return high
}
