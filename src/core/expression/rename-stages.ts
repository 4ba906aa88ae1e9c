import { parseTemplate } from './template.ts'
import { TEXT_TO_SKIP } from './text-to-skip.ts'

const BY_NAME = '(?<![\\w.])stages\\.(?<run>[A-Za-z0-9_-]+)'
const BY_KEY = '(?<![\\w.])stages\\s*\\[\\s*(?<quote>[\'"])(?<key>[a-z0-9-]+)\\k<quote>'
const STAGE = new RegExp(`${TEXT_TO_SKIP}|${BY_NAME}|${BY_KEY}`, 'g')

type Renamed = ReadonlyMap<string, string>

/** An expression that reads the renamed stages under their new ids. Texts in quotes stay as they are. */
export function renameInExpression(expression: string, renamed: Renamed): string {
  return expression.replaceAll(STAGE, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as { readonly run?: string; readonly key?: string }
    const id = groups.key ?? longestKnown(groups.run ?? '', renamed)
    const at = found.lastIndexOf(id)
    const fresh = renamed.get(id)
    return fresh === undefined ? found : found.slice(0, at) + fresh + found.slice(at + id.length)
  })
}

/** The same for a text that holds expressions in `${{ }}`; what stands outside of them stays. */
export function renameInTemplate(text: string, renamed: Renamed): string {
  const parts = parseTemplate(text)
  if (!parts.ok) return text
  return parts.value.reduceRight((whole, part) => {
    if (part.kind === 'text') return whole
    const [before, after] = [whole.slice(0, part.offset), whole.slice(part.offset + part.text.length)]
    return before + renameInExpression(part.text, renamed) + after
  }, text)
}

/** Of `a-b-c` and `a-b` the longer one is meant, as long as it is a stage. */
function longestKnown(run: string, renamed: Renamed): string {
  const parts = run.split('-')
  const candidates = parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'))
  return candidates.find((id) => renamed.has(id)) ?? run
}
