/** Probabilities from logits divided by a temperature. Safe for logits of any size. */
export function softmax(logits: Float64Array, temperature = 1): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (const logit of logits) top = Math.max(top, logit)
  const weights = logits.map((logit) => Math.exp((logit - top) / temperature))
  let sum = 0
  for (const weight of weights) sum += weight
  return weights.map((weight) => weight / sum)
}
