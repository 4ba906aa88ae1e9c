import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { CapabilityDetail } from '../../../api/contract/capabilities.ts'
import { useSkill, useSkillSource } from '../../data/skills.ts'
import { SKILL_KINDS, skillKind } from '../../derive/skill-list.ts'
import { Icon } from '../../icons/icon.tsx'
import { Screen } from '../../layout/screen.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Tag } from '../../parts/tag.tsx'
import { EFFECTS } from '../../words/effects.ts'
import { SkillAbout } from './skill-about.tsx'
import { SkillFiles } from './skill-files.tsx'
import { SkillRecord } from './skill-record.tsx'
import { SkillText } from './skill-text.tsx'
import { SourceEditor } from './source-editor.tsx'
import { TrySkill } from './try-skill.tsx'
import '../run/run-body.css'
import './skills.css'

/** All about one skill, and its source for whoever looks after skills. */
export function SkillScreen() {
  const { skillRef } = useParams({ from: '/skills/$skillRef' })
  return <OneSkill key={skillRef} skillRef={skillRef} />
}

function OneSkill({ skillRef: ref }: { readonly skillRef: string }) {
  const query = useSkill(ref)
  const source = useSkillSource(ref).data
  const [isEditing, setEditing] = useState(false)
  const files = source?.files ?? []
  const canEdit = files.length > 0 && !isEditing
  return (
    <Screen
      title={query.data?.name ?? 'Skill'}
      parent={<Link to="/skills">Skills</Link>}
      aside={query.data === undefined ? null : <Kinds skill={query.data} />}
      actions={
        canEdit ? (
          <Button leftSection={<Icon name="edit" />} onClick={() => setEditing(true)}>
            Edit source
          </Button>
        ) : null
      }
    >
      <Loaded query={query} what="the skill">
        {(skill) => (
          <div className="run-body">
            <div className="run-column">
              {isEditing ? (
                <SourceEditor skill={skill.ref} files={files} onClose={() => setEditing(false)} />
              ) : (
                <SkillAbout skill={skill} />
              )}
              <TrySkill key={skill.digest} skill={skill} />
              {isEditing ? null : <SkillText skill={skill} fixed={source?.fixed ?? null} />}
            </div>
            <div className="run-column">
              <SkillRecord skill={skill} />
              <SkillFiles skill={skill} />
            </div>
          </div>
        )}
      </Loaded>
    </Screen>
  )
}

function Kinds({ skill }: { readonly skill: CapabilityDetail }) {
  const { icon, word } = EFFECTS[skill.effect]
  return (
    <span className="row row-wrap row-tight">
      <Tag>{SKILL_KINDS[skillKind(skill)]}</Tag>
      <Tag icon={icon}>{word}</Tag>
    </span>
  )
}
