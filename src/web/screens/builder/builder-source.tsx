import { Button } from '@mantine/core'
import { useState } from 'react'
import { SourceArea } from '../../parts/source-area.tsx'
import type { Builder } from './use-builder.ts'

/** The document as text. What is typed counts once it is applied, as one step that can be undone. */
export function BuilderSource({ builder }: { readonly builder: Builder }) {
  const { text, opened } = builder
  const [draft, setDraft] = useState({ of: text, typed: text })
  const typed = draft.of === text ? draft.typed : text
  return (
    <div className="builder-source">
      <SourceArea label={opened.file} text={typed} onChange={(now) => setDraft({ of: text, typed: now })} />
      <div className="row">
        <Button variant="filled" disabled={typed === text} onClick={() => builder.write(typed)}>
          Apply
        </Button>
        <Button disabled={typed === text} onClick={() => setDraft({ of: text, typed: text })}>
          Take back
        </Button>
      </div>
    </div>
  )
}
