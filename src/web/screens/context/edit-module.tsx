import { Button } from '@mantine/core'
import { useSkillSource } from '../../data/skills.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { SourceEditor } from '../skills/source-editor.tsx'

export interface EditModuleProps {
  /** Its reference. */
  readonly module: string
  readonly onClose: () => void
}

/** The file of a module as text; or where it is changed, if not here. */
export function EditModule({ module, onClose }: EditModuleProps) {
  const query = useSkillSource(module)
  return (
    <Loaded query={query} what="its source">
      {({ files, fixed }) =>
        fixed === null ? (
          <SourceEditor skill={module} files={files} onClose={onClose} />
        ) : (
          <Note icon="doc" tone="cool">
            <p>{fixed}</p>
            <Button size="compact-xs" onClick={onClose}>
              Close
            </Button>
          </Note>
        )
      }
    </Loaded>
  )
}
