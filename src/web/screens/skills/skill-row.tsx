import { Link } from '@tanstack/react-router'
import type { Capability } from '../../../api/contract/capabilities.ts'
import { costWords, flowWords } from '../../derive/card-words.ts'
import type { ListedSkill } from '../../derive/skill-list.ts'
import { rightWords, SKILL_KINDS, usedWords } from '../../derive/skill-list.ts'
import { PerformerTile } from '../../parts/tile.tsx'

export function SkillRow({ skill, kind }: ListedSkill) {
  const { ref, name, description, unavailable, quality, cost, workCharts } = skill
  return (
    <tr>
      <td>
        <div className="skill-name">
          <PerformerTile kind={tileOf(skill)} />
          <div className="two-lines">
            <span className="row row-wrap row-tight">
              <Link to="/skills/$skillRef" params={{ skillRef: ref }} className="name-link">
                {name}
              </Link>
              <span className="tiny faint">{SKILL_KINDS[kind]}</span>
            </span>
            <span className="tiny soft skill-line">{description}</span>
            {unavailable === null ? null : <span className="tiny warm">{unavailable}</span>}
          </div>
        </div>
      </td>
      <td className="small soft" data-label="Takes and gives">
        {flowWords(skill) || 'anything'}
      </td>
      <td className={known(quality)} data-label="How good">
        {rightWords(skill)}
      </td>
      <td className={known(cost)} data-label="Cost">
        {cost === null ? 'not known yet' : costWords(skill)}
      </td>
      <td className={known(workCharts === 0 ? null : workCharts)} data-label="Used in">
        {usedWords(skill)}
      </td>
    </tr>
  )
}

/** Unknown is said, and quietly. */
function known(value: unknown): string {
  return value === null ? 'small faint nowrap skill-unknown' : 'small soft num nowrap'
}

function tileOf({ unavailable, kind }: Capability): 'ai' | 'exact' | 'unavailable' {
  return unavailable === null ? kind : 'unavailable'
}
