/**
 * How sure an answer is, in whole per cent. Where rounding would hide that it stays below its limit, one decimal more,
 * rounded down: "74.9 %" next to "asks below 75 %".
 */
export function confidencePercent(value: number, threshold: number | null): string {
  const looksEnough = threshold !== null && value < threshold && Math.round(value * 100) >= Math.round(threshold * 100)
  return looksEnough ? `${(Math.floor(value * 1_000) / 10).toFixed(1)} %` : `${Math.round(value * 100)} %`
}
