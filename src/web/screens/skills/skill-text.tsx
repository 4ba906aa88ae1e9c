import type { CapabilityDetail } from '../../../api/contract/capabilities.ts'
import { Card } from '../../parts/card.tsx'
import { HiddenNote, PlainText } from '../../parts/plain-text.tsx'

export interface SkillTextProps {
  readonly skill: CapabilityDetail
  /** Why its source can not be changed here; null: it can, or is not to be seen. */
  readonly fixed: string | null
}

/** What its own file says, as plain text, however it looks. */
export function SkillText({ skill: { text }, fixed }: SkillTextProps) {
  if (text === null) return null
  return (
    <Card title="Its text" aside={<span className="mono faint clip">{text.file}</span>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre className="skill-text" tabIndex={0}>
        <PlainText text={text.text} />
      </pre>
      <div className="skill-foot">
        <HiddenNote texts={[text.text]} />
        {text.isWhole ? null : <p className="tiny soft">Only its beginning is shown.</p>}
        {fixed === null ? null : <p className="tiny soft">{fixed}</p>}
      </div>
    </Card>
  )
}
