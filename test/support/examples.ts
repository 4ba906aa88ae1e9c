import type { Example } from '../../src/adapters/performers/classifier/model.ts'

const FRUIT = [
  'a ripe apple from the orchard',
  'two sweet pears and a plum',
  'the banana is ripe and sweet',
  'an apple a day, ripe and red',
  'sweet cherries from the orchard',
  'a basket of ripe plums',
  'pear and apple make a sweet salad',
  'the orchard gave us sweet cherries and plums',
  'a ripe pear falls from the tree',
  'the tree is full of sweet apples',
]

const TOOLS = [
  'a steel hammer and a box of nails',
  'the saw cuts wood, the hammer drives nails',
  'a drill with a set of steel bits',
  'sharpen the saw before you cut',
  'a box of screws and a screwdriver',
  'the wrench tightens the steel bolt',
  'drive the screws with the drill',
  'a hammer, a saw and a wrench in the box',
  'cut the wood with a sharp saw',
  'tighten the bolt with a steel wrench',
]

/** Two categories that anybody can tell apart. */
export const FRUIT_AND_TOOLS: readonly Example[] = [
  ...FRUIT.map((text) => ({ text, label: 'fruit' })),
  ...TOOLS.map((text) => ({ text, label: 'tools' })),
]

export function toCsv(examples: readonly Example[]): string {
  return ['text,label', ...examples.map(({ text, label }) => `"${text.replaceAll('"', '""')}",${label}`)].join('\n')
}
