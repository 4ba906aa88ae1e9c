import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { CapabilityDetail } from '../../../api/contract/capabilities.ts'
import type { JsonObject } from '../../../core/basics/json.ts'
import { useTrySkill } from '../../data/skills.ts'
import { closeTest, useTest } from '../../data/tests.ts'
import { TRY_SENTENCES, tryInputs } from '../../derive/skill-page.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { OneSample } from '../builder/one-sample.tsx'
import { TriedSkill } from './tried-skill.tsx'

const NOTHING: JsonObject = {}
const NO_ROWS: readonly never[] = []

/** Does it once with an example, as a test that nobody else sees. */
export function TrySkill({ skill }: { readonly skill: CapabilityDetail }) {
  return <Card title="Try it">{skill.unavailable === null ? <TryForm skill={skill} /> : <NobodyDoesIt />}</Card>
}

function NobodyDoesIt() {
  return (
    <Empty title="Nobody here can do it yet" action={<Link to="/settings">Open Settings</Link>}>
      What is missing is said above. An agent can be tried once an AI is connected.
    </Empty>
  )
}

function TryForm({ skill }: { readonly skill: CapabilityDetail }) {
  const [begun, setBegun] = useState<string | null>(null)
  const { send, isPending, error } = useTrySkill(skill.ref, ({ id }) => setBegun(id))
  const test = useTest(begun)
  useEffect(() => (begun === null ? undefined : () => closeTest(begun)), [begun])
  return (
    <div className="card-body skill-facts">
      <Note icon="shield" tone="cool">
        {TRY_SENTENCES[skill.effect]}
      </Note>
      <OneSample
        inputs={tryInputs(skill)}
        values={NOTHING}
        rows={NO_ROWS}
        isSending={isPending}
        words="Try it"
        onTest={([inputs]) => send(inputs ?? {})}
      />
      {error === null ? null : (
        <ProblemNote failure={error.failure} safe="Nothing was tried. What you filled in is kept here." />
      )}
      {begun === null ? null : (
        <Loaded query={test} what="the try">
          {(found) => <TriedSkill key={found.id} test={found} />}
        </Loaded>
      )}
    </div>
  )
}
