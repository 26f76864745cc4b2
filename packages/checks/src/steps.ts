import type { Ruled } from './table.ts'

/** A step taken apart: who does what, with which text. */
export interface Act {
  readonly who: string
  readonly verb: string
  readonly text: string
  readonly rule: string | undefined
}

/** The step, with each word in braces replaced. */
export function actOf<Step extends string>(
  step: Ruled<Step>,
  valueFor: (key: string) => string,
): Act {
  const [line, rule]: readonly [string, string?] = typeof step === 'string' ? [step] : step
  const [, who = '', verb = '', text = ''] =
    /^(\w+)(?: (?=\w))?([<>]|\w+) ?([\s\S]*)$/.exec(line) ?? []
  return { who, verb, text: text.replaceAll(/\{(\w+)\}/g, (_, key: string) => valueFor(key)), rule }
}

/** Who is named in the steps, as the one who does something or in braces. */
export function namedIn<Step extends string>(
  names: readonly string[],
  steps: readonly Ruled<Step>[],
): readonly string[] {
  const lines = steps.map((step) => (typeof step === 'string' ? step : step[0]))
  return names.filter((name) => {
    const mention = new RegExp(`^${name}\\b|\\{${name}\\}`)
    return lines.some((line) => mention.test(line))
  })
}

/** Values by their keys; a key that has none gets a new word. */
export class Values {
  readonly #values = new Map<string, string>()
  readonly #word: () => string

  constructor(word: () => string) {
    this.#word = word
  }

  set(key: string, value: string): void {
    this.#values.set(key, value)
  }

  readonly of = (key: string): string => {
    const known = this.#values.get(key) ?? this.#word()
    this.#values.set(key, known)
    return known
  }
}
