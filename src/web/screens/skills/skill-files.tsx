import type { CapabilityDetail } from '../../../api/contract/capabilities.ts'
import { counted } from '../../derive/number-words.ts'
import { sizeWords } from '../../derive/skill-page.ts'
import { Card } from '../../parts/card.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { Count } from '../../parts/tag.tsx'

/** As much of a hash as tells versions apart. */
const SHORT_HASH = 8
/** More are data, and the folder lists them. */
const FILES_MAX = 50

/** What it is made of, and what its file asks for. */
export function SkillFiles({ skill }: { readonly skill: CapabilityDetail }) {
  const { files, source, digest, ref } = skill
  const rest = files.length - FILES_MAX
  return (
    <Card title="Made of" aside={<Count of={files.length} />}>
      <div className="card-body skill-facts small">
        <p className="mono skill-file">
          {ref}
          <br />
          {source}
          <br />
          <span title={digest}>SHA-256 {digest.slice(0, SHORT_HASH)}</span>
        </p>
        <ul>
          {files.slice(0, FILES_MAX).map(({ path, size, sha256 }) => (
            <li key={path} className="row" title={`SHA-256 ${sha256}`}>
              <span className="mono grow skill-file">
                <PlainText text={path} />
              </span>
              <span className="tiny soft num nowrap">{sizeWords(size)}</span>
            </li>
          ))}
        </ul>
        {rest > 0 ? <p className="tiny soft">And {counted(rest, 'more file')}.</p> : null}
        <Asks skill={skill} />
      </div>
    </Card>
  )
}

function Asks({ skill: { asks } }: { readonly skill: CapabilityDetail }) {
  if (asks === null) return null
  const wishes = [
    ...(asks.model === null ? [] : [`the model ${asks.model}`]),
    ...(asks.turns === null ? [] : [`at most ${counted(asks.turns, 'turn')}`]),
    ...asks.tools,
  ]
  return (
    <section>
      <h3>Its file asks for</h3>
      <p className="skill-file">{wishes.length === 0 ? 'Nothing.' : <PlainText text={wishes.join(', ')} />}</p>
      <p className="tiny soft">Nothing is granted by it: a stage gives it what it may use.</p>
    </section>
  )
}
