import type { Context } from '../../api/contract/basics.ts'
import { countWords } from '../derive/number-words.ts'
import './token-bar.css'

/** How much of what a stage may be given to read is used, module by module. */
export function TokenBar({ context: { modules, usedTokens, budgetTokens } }: { readonly context: Context }) {
  const words = `${countWords(usedTokens)} of ${countWords(budgetTokens)} tokens`
  return (
    <span className="token-bar" role="img" aria-label={words}>
      {modules.map(({ ref, tokens }) => (
        <i key={ref} style={{ width: `${(100 * tokens) / Math.max(1, budgetTokens)}%` }} />
      ))}
    </span>
  )
}
