import '../../parts/legend.css'

/** Which colour means what, with the place of each for those who do not tell them apart. */
export function Legend({ machine, person }: { readonly machine: string; readonly person: string }) {
  return (
    <>
      <span className="legend legend-machine">{machine}</span> <span className="legend legend-person">
        {person}
      </span>{' '}
    </>
  )
}
