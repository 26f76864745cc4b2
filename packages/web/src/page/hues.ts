import { isFullDialect } from '@parley/contract'
import { dialects } from './dialects.ts'

/** So many colours there are for dialects: `hue-0` to `hue-9` in the style sheet. */
const HUES = 10

/** The dialects with a client and a terminal, which the page can speak itself. */
export const spoken = dialects.filter(isFullDialect)

const order = new Map(dialects.map(({ name }, index) => [name, index]))

/** The class with the colour of a dialect, the same everywhere on the page. */
export function hueOf(dialect: string): string {
  const known = order.get(dialect)
  return `hue-${(known ?? sumOf(dialect)) % HUES}`
}

function sumOf(text: string): number {
  let sum = 0
  for (const character of text) sum += character.codePointAt(0) ?? 0
  return sum
}
