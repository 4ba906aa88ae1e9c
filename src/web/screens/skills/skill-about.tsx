import type { CapabilityDetail } from '../../../api/contract/capabilities.ts'
import type { SkillValue } from '../../derive/skill-page.ts'
import { EFFECT_SENTENCES, skillValues, sourceWords } from '../../derive/skill-page.ts'
import { Card } from '../../parts/card.tsx'
import { Note } from '../../parts/note.tsx'
import { PlainText } from '../../parts/plain-text.tsx'

/** What it is for, what it takes and gives, and what it does to the world. */
export function SkillAbout({ skill }: { readonly skill: CapabilityDetail }) {
  const { description, unavailable, input, output, effect } = skill
  return (
    <Card title="What it does">
      <div className="card-body skill-about">
        <p>
          <PlainText text={description === '' ? 'It does not say what it is for.' : description} />
        </p>
        {unavailable === null ? null : (
          <Note icon="person" tone="warm">
            {unavailable}
          </Note>
        )}
        <div className="skill-both">
          <Values title="Takes" values={skillValues(input)} />
          <Values title="Gives" values={skillValues(output)} />
        </div>
        <p className="small soft">
          {EFFECT_SENTENCES[effect]} {sourceWords(skill)}
        </p>
      </div>
    </Card>
  )
}

function Values({ title, values }: { readonly title: string; readonly values: readonly SkillValue[] }) {
  return (
    <section>
      <h3>{title}</h3>
      {values.length === 0 ? <p className="small soft">Anything: it does not say what.</p> : null}
      <ul className="skill-values" aria-label={title}>
        {values.map(({ name, label, what, isRequired, help }) => (
          <li key={name} className="skill-value small">
            <span>
              <b>{label}</b> <span className="soft">{what}</span>
              {isRequired ? null : <span className="faint">, may be left out</span>}
            </span>
            {help === null ? null : (
              <span className="tiny soft">
                <PlainText text={help} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
