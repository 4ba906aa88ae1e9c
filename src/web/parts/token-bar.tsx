import { countWords } from '../derive/number-words.ts'
import './token-bar.css'

interface TokenBarProps {
  readonly context: {
    readonly modules: readonly { readonly ref: string; readonly tokens: number }[]
    readonly usedTokens: number
    readonly budgetTokens: number
  }
}

/** How much of what a stage may be given to read is used, module by module. */
export function TokenBar({ context: { modules, usedTokens, budgetTokens } }: TokenBarProps) {
  const words = `${countWords(usedTokens)} of ${countWords(budgetTokens)} tokens`
  return (
    <span className="token-bar" role="img" aria-label={words}>
      {modules.map(({ ref, tokens }) => (
        <i key={ref} style={{ width: `${(100 * tokens) / Math.max(1, budgetTokens)}%` }} />
      ))}
    </span>
  )
}
