import { compileExpression } from './compile.ts'
import type { Facts } from './facts.ts'
import { factsIfTrue, NO_FACTS } from './facts.ts'

/** What holds wherever a condition came out true. One that is absent or does not compile makes nothing sure. */
export function conditionFacts(text: string | undefined, isStage: (id: string) => boolean): Facts {
  const compiled = text === undefined ? undefined : compileExpression(text, isStage)
  return compiled?.ok ? factsIfTrue(compiled.value.ast, compiled.value.text) : NO_FACTS
}
