import type { Audience, ChangeReasons, Dialect, Feature } from '@parley/contract'

/** Why a dialect cannot say a text: a feature that the text needs, and what is declared of it. */
export interface Obstacle {
  readonly feature: Feature
  /** Undefined where the dialect has nothing of that kind at all: it declares `none`. */
  readonly declared:
    | { readonly rule: string; readonly how: string; readonly because?: ChangeReasons }
    | undefined
}

/** A text that needs the same but for one feature. */
interface Without {
  readonly feature: Feature
  text(text: string): string
}

const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** The first of them that can be said, where the text cannot, tells what it is that cannot. */
function alternativesFor(to: Audience): readonly Without[] {
  return [
    { feature: 'empty', text: (text) => (text.trim() === '' ? 'x' : text) },
    { feature: 'multi-line', text: (text) => text.replace(lineBreaks, ' ') },
    { feature: 'outer-spaces', text: (text) => text.trim() },
    { feature: 'length', text: shortened },
    { feature: audienceOf(to), text: (text) => `x${text}` },
    { feature: 'any-unicode', text: (text) => text.replace(/[^ \n]/gu, 'x') },
  ]
}

/** Shorter than this no text is too long, in characters. */
const SHORT = 64

function shortened(text: string): string {
  return text.length > SHORT ? text.slice(0, SHORT) : text
}

function audienceOf(to: Audience): Feature {
  return to === 'one' ? 'direct' : 'broadcast'
}

/** Why the dialect cannot say the text, by its own declaration; empty where it can. */
export function obstaclesOf(dialect: Dialect, text: string, to: Audience): readonly Obstacle[] {
  const { features, says } = dialect.carries(dialect.options.parse({}))
  const can = (other: string) => says(other, to) !== undefined
  const told = (feature: Feature): Obstacle => {
    const grade = features[feature]
    return { feature, declared: grade.grade === 'changed' ? grade : undefined }
  }
  if (can(text)) return []
  if (!can('x')) return [told(audienceOf(to))]
  const alternatives = alternativesFor(to).filter(({ feature }) => {
    return features[feature].grade !== 'full'
  })
  const alone = alternatives.find((one) => one.text(text) !== text && can(one.text(text)))
  if (alone !== undefined) return [told(alone.feature)]
  const found: Feature[] = []
  let rest = text
  for (const one of alternatives) {
    const next = one.text(rest)
    if (next !== rest) found.push(one.feature)
    rest = next
    if (can(rest)) break
  }
  return found.map(told)
}

/** The same in words: `vu ends a message at a newline, so a text of several lines cannot be said (vu 6.2)`. */
export function obstacleInWords({ name }: Dialect, { feature, declared }: Obstacle): string {
  if (declared === undefined) return `${feature}: ${name} has none`
  const words = declared.because?.unsaid ?? `${feature}: ${declared.how}`
  return `${words} (${name} ${declared.rule})`
}
