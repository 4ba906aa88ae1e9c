import { Link } from '@tanstack/react-router'
import type { GateRow } from '../../../api/contract/gates.ts'
import type { GateOf } from '../../data/gates.ts'
import { aimWords, promisedStatus } from '../../derive/gate-status.ts'
import { DropDown } from '../../parts/drop-down.tsx'
import { GateStatusWords } from '../../parts/gate-status.tsx'

export interface GateMenuProps {
  readonly of: GateOf
  readonly segment: string | null
  readonly rows: readonly GateRow[]
}

/** The stages whose answers can be unsure, each kind of answers by itself. */
export function GateMenu({ of, segment, rows }: GateMenuProps) {
  const name = rows.find(({ stage }) => stage.id === of.stage)?.stage.name ?? of.stage
  return (
    <DropDown icon="gauge" words={gateName(name, segment)}>
      {(close) =>
        rows.map((row) => (
          <Link
            key={`${row.stage.id} ${row.segment}`}
            to="/insights/gates/$workChartId/$stageId"
            params={{ workChartId: of.workChart, stageId: row.stage.id }}
            search={row.segment === null ? {} : { segment: row.segment }}
            activeOptions={{ exact: true, includeSearch: false }}
            className="gate-menu-row"
            onClick={close}
          >
            <span className="strong">{gateName(row.stage.name, row.segment)}</span>
            <span className="row row-wrap small soft">
              {aimWords(row)}
              <Promised status={promisedStatus(row)} />
            </span>
          </Link>
        ))
      }
    </DropDown>
  )
}

function Promised({ status }: Pick<GateRow, 'status'>) {
  return status === null ? null : <GateStatusWords status={status} />
}

/** `Sort the message`, `Sort the message: post` */
function gateName(stage: string, segment: string | null): string {
  return segment === null ? stage : `${stage}: ${segment}`
}
