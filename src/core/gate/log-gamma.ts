/** From here on Stirling's series is exact to a double's precision with the terms below. */
const SERIES_FROM = 15
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2

/** ln Γ(x) for x above 0: Stirling's series (DLMF 5.11.1), reached from small x by Γ(x + 1) = x Γ(x). */
export function logGamma(x: number): number {
  let [at, fall] = [x, 0]
  for (; at < SERIES_FROM; at += 1) fall += Math.log(at)
  const square = 1 / (at * at)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / at
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - fall
}

/** ln B(a, b) for both above 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}
