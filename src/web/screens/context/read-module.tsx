import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ContextList } from '../../../api/contract/choices.ts'
import { PACK_BUDGET_MAX, PACK_BUDGET_USUAL } from '../../../api/contract/pack-limits.ts'
import { useContextPack } from '../../data/memory.ts'
import { countWords } from '../../derive/number-words.ts'
import { Card } from '../../parts/card.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { TokenBar } from '../../parts/token-bar.tsx'
import { GivenTexts } from '../../plan/given-texts.tsx'
import { LeftOut } from '../../plan/left-out.tsx'

/** What a stage that asks for one of them would be given, within the room it has. */
export function ReadModule({ modules }: ContextList) {
  const [chosen, setChosen] = useState('')
  const [room, setRoom] = useState(String(PACK_BUDGET_USUAL))
  const budget = readRoom(room)
  return (
    <Card title="Read what a stage would be given">
      <div className="card-body context-form">
        <NativeSelect
          label="Of"
          data={[{ value: '', label: 'Choose one…' }, ...modules.map(({ ref, name }) => ({ value: ref, label: name }))]}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextInput
          label="Room, in tokens"
          inputMode="numeric"
          error={budget === undefined ? `Write a whole number from 1 to ${countWords(PACK_BUDGET_MAX)}.` : undefined}
          value={room}
          onChange={(event) => setRoom(event.currentTarget.value)}
        />
        {chosen === '' || budget === undefined ? null : <Pack chosen={chosen} budget={budget} />}
      </div>
    </Card>
  )
}

function readRoom(typed: string): number | undefined {
  const room = /^\d+$/.test(typed) ? Number(typed) : 0
  return room >= 1 && room <= PACK_BUDGET_MAX ? room : undefined
}

function Pack({ chosen, budget }: { readonly chosen: string; readonly budget: number }) {
  const query = useContextPack(chosen, budget)
  return (
    <Loaded query={query} what="what it would be given">
      {(pack) => (
        <section className="context-form small" aria-label="What it would be given">
          <p className="soft num">
            <b className="ink">{countWords(pack.usedTokens)}</b> of {countWords(pack.budgetTokens)} tokens
          </p>
          <TokenBar context={pack} />
          <GivenTexts pack={pack} />
          <LeftOut context={pack} />
        </section>
      )}
    </Loaded>
  )
}
