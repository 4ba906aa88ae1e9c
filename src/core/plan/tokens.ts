/** An estimate of the tokens of a text: a quarter of its length, at least 1, as SkillMeat's context packs count them. */
export function countTokens(text: string): number {
  return tokensOfLength(text.length)
}

/** As `countTokens`, of a text that is not put together yet. */
export function tokensOfLength(length: number): number {
  return Math.max(1, Math.floor(length / 4))
}
