/** An estimate of the tokens of a text: a quarter of its length, at least 1, as SkillMeat's context packs count them. */
export function countTokens(text: string): number {
  return Math.max(1, Math.floor(text.length / 4))
}
