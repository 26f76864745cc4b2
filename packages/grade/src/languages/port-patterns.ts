import type { PortWay, SourceFile } from './language.ts'

/** Where a language reads a port from; the first group of each is what the name says. */
export interface PortPatterns {
  /** The place of the argument that is read as a number, counted as the language does. */
  readonly numberArgument: RegExp
  /** What the first argument is counted as. */
  readonly firstArgument: number
  /** That it reads arguments at all. */
  readonly anyArgument: RegExp
  /** A named option for the port, as `--port`. */
  readonly namedOption?: RegExp
  /** The name of a variable of the environment with the port. */
  readonly variable: RegExp
  /** A number that stands in the program. */
  readonly fixed: readonly RegExp[]
}

/** The most arguments before the port. */
const MOST_BEFORE = 3

/** How the program in a file gets its port, as its text says; undefined where that is not seen. */
export function portWayBy(patterns: PortPatterns, file: SourceFile): PortWay | undefined {
  const { path, text } = file
  const at = (index: number) => `${path}:${text.slice(0, index).split('\n').length}`
  const option = patterns.namedOption?.exec(text)
  if (option?.[1] !== undefined) {
    const reason = `${at(option.index)} reads the option ${option[1]}`
    return { kind: 'arguments', words: [option[1], '{port}'], reason }
  }
  const number = patterns.numberArgument.exec(text)
  const place = Number(number?.[1]) - patterns.firstArgument
  if (number !== null && place >= 0 && place <= MOST_BEFORE) {
    const before = Array.from({ length: place }, () => '{host}')
    const reason = `${at(number.index)} reads argument ${place + 1} as a number`
    return { kind: 'arguments', words: [...before, '{port}'], reason }
  }
  const variable = patterns.variable.exec(text)
  if (variable?.[1] !== undefined) {
    const reason = `${at(variable.index)} reads the variable ${variable[1]}`
    return { kind: 'variable', name: variable[1], reason }
  }
  const any = patterns.anyArgument.exec(text)
  if (any !== null) {
    const reason = `${at(any.index)} reads arguments`
    return { kind: 'arguments', words: ['{port}'], reason }
  }
  for (const pattern of patterns.fixed) {
    const fixed = pattern.exec(text)
    const port = Number(fixed?.[1])
    if (fixed === null || !(port >= 1 && port <= 65_535)) continue
    return { kind: 'fixed', port, reason: `port ${port} stands in ${at(fixed.index)}` }
  }
  return undefined
}
