import type { ContextPack } from '../../api/contract/choices.ts'
import { counted, countWords } from '../derive/number-words.ts'
import { HiddenNote, PlainText } from '../parts/plain-text.tsx'
import './given-texts.css'

/** Every text of a pack as it would be given, one section for each, however it looks. */
export function GivenTexts({ pack: { modules } }: { readonly pack: ContextPack }) {
  return (
    <div className="given-texts">
      {modules.map(({ ref, title, tokens, memoryIds, text }) => (
        <section key={ref} aria-label={title}>
          <p className="row row-top">
            <b className="grow">{title}</b>
            <span className="soft num nowrap">{countWords(tokens)} tokens</span>
          </p>
          {memoryIds === undefined ? null : (
            <p className="tiny soft">made of {counted(memoryIds.length, 'thing')} that stages found</p>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>
            <PlainText text={text} />
          </pre>
        </section>
      ))}
      <HiddenNote texts={modules.map(({ text }) => text)} />
    </div>
  )
}
