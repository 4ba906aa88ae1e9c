/** What a model counted. Null: it did not say. Input includes what came from and went to a cache; output includes reasoning. */
export interface TokenUsage {
  readonly input: number | null
  readonly output: number | null
  readonly cacheRead: number | null
  readonly cacheWrite: number | null
  readonly reasoning: number | null
}

/** In and out. Null: one of them is not known. */
export function totalTokens({ input, output }: TokenUsage): number | null {
  return add(input, output)
}

/** The sum; each part is null as soon as it is unknown in one of them. Of none: null. */
export function sumTokens(usages: readonly (TokenUsage | null)[]): TokenUsage | null {
  const [first, ...others] = usages
  if (first === undefined) return null
  return others.reduce(addTokens, first)
}

function addTokens(left: TokenUsage | null, right: TokenUsage | null): TokenUsage | null {
  if (left === null || right === null) return null
  return {
    input: add(left.input, right.input),
    output: add(left.output, right.output),
    cacheRead: add(left.cacheRead, right.cacheRead),
    cacheWrite: add(left.cacheWrite, right.cacheWrite),
    reasoning: add(left.reasoning, right.reasoning),
  }
}

function add(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right
}
