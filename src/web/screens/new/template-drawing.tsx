import type { Template } from '../../../api/contract/templates.ts'
import { MARK, templateSketch } from '../../derive/template-sketch.ts'
import './template-drawing.css'

/** The stages as a small picture, each in the hue of who does it. Read out, it is their names. */
export function TemplateDrawing({ stages }: { readonly stages: Template['stages'] }) {
  const { width, height, marks, lines } = templateSketch(stages)
  const names = stages.map(({ name }) => name).join(', ')
  return (
    <svg
      className="template-drawing"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Stages: ${names}`}
    >
      {lines.map(({ key, from, to }) => (
        <path key={key} d={`M${from.x} ${from.y}C${to.x} ${from.y} ${from.x} ${to.y} ${to.x} ${to.y}`} />
      ))}
      {marks.map(({ stage, kind, x, y }) => (
        <rect
          key={stage}
          className={`template-mark-${kind}`}
          x={x - MARK.width / 2}
          y={y - MARK.height / 2}
          width={MARK.width}
          height={MARK.height}
          rx={2}
        />
      ))}
    </svg>
  )
}
