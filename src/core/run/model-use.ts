import type { Answer, ModelUse } from './answer.ts'
import { sumTokens } from './token-usage.ts'

/** The uses of models with one more; each model stands once, in the order of its first answer. */
export function withUse(uses: readonly ModelUse[], use: ModelUse): readonly ModelUse[] {
  const before = uses.find(({ name }) => name === use.name)
  if (before === undefined) return [...uses, use]
  const sum = { name: use.name, tokens: sumTokens([before.tokens, use.tokens]) }
  return uses.map((each) => (each === before ? sum : each))
}

/** Every model that was asked on the way to an answer or an error. */
export function usesOf({ model, otherModels = [] }: Pick<Answer, 'model' | 'otherModels'>): readonly ModelUse[] {
  return model === undefined ? otherModels : [model, ...otherModels]
}
