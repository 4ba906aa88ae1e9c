import { useMemo } from 'react'
import type { Capability } from '../../../api/contract/capabilities.ts'
import { useCapabilities } from '../../data/drafts.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { cardOf } from '../../derive/builder-view.ts'
import type { OfferScene } from '../../derive/offers.ts'
import { newRunInputs, skillsFor, takeOverStep } from '../../derive/offers.ts'
import type { Builder } from './use-builder.ts'

/** A skill that could do a stage. */
export interface SkillOffer {
  readonly ref: string
  readonly name: string
  /** It says how sure it is, so it gets a gate. */
  readonly isJudged: boolean
  /** What a run would have to be given beside what it is given now. */
  readonly runInputs: readonly string[]
  readonly use: () => void
}

const NONE: readonly Capability[] = []

export function useOffers({ view, edit }: Builder) {
  const capabilities = useCapabilities().data?.capabilities ?? NONE
  const find = useMemo(() => skillsFor(capabilities), [capabilities])
  const scene: OfferScene = { document: view.document, stages: view.stages, capabilities }
  const toOffer = (stage: BuilderStage, skill: Capability): SkillOffer => ({
    ref: skill.ref,
    name: skill.name,
    isJudged: cardOf(skill).kind === 'judged',
    runInputs: newRunInputs(stage, skill, scene),
    use: () => edit(takeOverStep(stage, skill, scene)),
  })
  return {
    offersOf: (stage: BuilderStage) => find(stage).map((skill) => toOffer(stage, skill)),
    /** Gives a person's stage to a skill, with all it then needs. False: this is no such case. */
    handTo: (stage: BuilderStage, ref: string): boolean => {
      const skill = capabilities.find((capability) => capability.ref === ref)
      return skill !== undefined && stage.primary.startsWith('human:') && edit(takeOverStep(stage, skill, scene))
    },
  }
}
