import type { Gate } from '../../../api/contract/gates.ts'
import { ChartCard } from '../../charts/chart-card.tsx'
import { ReliabilityPlot } from '../../charts/reliability-plot.tsx'
import { calibrationDrawing } from '../../derive/gate-calibration.ts'
import { discriminationWords } from '../../derive/gate-honest.ts'
import { counted } from '../../derive/number-words.ts'

/** Whether an answer is as good as it says, and whether how sure it is tells anything at all. */
export function CalibrationCard({ calibration }: Pick<Gate, 'calibration'>) {
  const { groups, rows, label, big } = calibrationDrawing(calibration)
  return (
    <ChartCard
      title="What it says, and what people found"
      big={big}
      behind={big === null ? 'n = 0' : `apart on average, n = ${counted(calibration.judged, 'judged answer')}`}
      chart={<ReliabilityPlot label={label} groups={groups} />}
      table={{ columns: ['It said', 'People agreed', '95 % interval', 'n'], rows }}
      nothing="Nobody has judged an answer yet. People judge them in the Inbox and in blind checks."
      caption={discriminationWords(calibration.discrimination)}
    />
  )
}
