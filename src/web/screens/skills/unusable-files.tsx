import { useUnusable } from '../../data/skills.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PlainText } from '../../parts/plain-text.tsx'

/** More of them have one reason, and the first name it. */
const SHOWN_MAX = 200

/** What stands where it is looked for, why it is not used, and what mends it. */
export function UnusableFiles() {
  const query = useUnusable()
  return (
    <Card title="Files that can not be used">
      <Loaded query={query} what="the files">
        {({ artifacts }) =>
          artifacts.length === 0 ? (
            <Empty title="Every file can be used">
              A file that stands among skills, agents, context or WorkCharts and can not be used is named here, with
              what mends it.
            </Empty>
          ) : (
            <>
              <ul className="card-rows">
                {artifacts.slice(0, SHOWN_MAX).map(({ file, reason, mend }) => (
                  <li key={`${file} ${reason}`} className="skill-file">
                    <p className="mono">
                      <PlainText text={file} />
                    </p>
                    <p className="small">
                      {reason} <span className="soft">{mend}</span>
                    </p>
                  </li>
                ))}
              </ul>
              {artifacts.length > SHOWN_MAX ? (
                <p className="skill-more small soft">There are more: mend these first.</p>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}
