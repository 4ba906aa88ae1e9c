import fc from 'fast-check'
import type { Json } from '../../src/core/basics/json.ts'

/** Few names, so that two documents often speak of the same. */
const aName = fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'x-team', 'roles', '/')
const aText = fc.constantFrom('one', 'two', 'human:ann', '')

const aValue: fc.Arbitrary<Json> = fc.oneof(
  aText,
  fc.constantFrom<Json>(null, true, 0.85, [], {}),
  fc.array(aText, { maxLength: 2 }),
  aMapOf(aText),
)

function aMapOf(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.array(fc.tuple(aName, value), { maxLength: 3 }).map((entries) => Object.fromEntries(entries) as Json)
}

/** Mostly a stage; sometimes what is none. */
const aStage: fc.Arbitrary<Json> = fc.oneof(
  { weight: 1, arbitrary: aValue },
  {
    weight: 9,
    arbitrary: fc.record(
      {
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        name: aText,
        gate: aValue,
        roles: aMapOf(aText),
        escalation: fc.oneof(aMapOf(aText), aValue),
        depends_on: fc.oneof(fc.array(fc.constantFrom('a', 'b', 'c', 'z'), { maxLength: 2 }), aValue),
      },
      { requiredKeys: ['id'] },
    ),
  },
)

/** A document as somebody may have left it: right, half done, or broken. */
export const aDocument: fc.Arbitrary<Json> = fc.oneof(
  { weight: 1, arbitrary: aValue },
  {
    weight: 12,
    arbitrary: fc.record(
      {
        workflow_id: aText,
        name: aText,
        defaults: aMapOf(aMapOf(aText)),
        inputs: aMapOf(aValue),
        view: fc.oneof(aMapOf(aMapOf(aText)), aValue),
        stages: fc.oneof(
          { weight: 9, arbitrary: fc.array(aStage, { maxLength: 5 }) },
          { weight: 1, arbitrary: aValue },
        ),
        triggers: fc.array(aStage, { maxLength: 3 }),
        odd: aValue,
      },
      { requiredKeys: [] },
    ),
  },
)
