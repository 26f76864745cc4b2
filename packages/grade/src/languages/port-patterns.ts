import type { PortWay, SourceFile } from './language.ts'

/** Where a language reads a port from; the first group of each that there is is what the name says. */
export interface PortPatterns {
  /** The place of an argument that is read as a number, counted as the language does; global. */
  readonly numberArgument: RegExp
  /** What the first argument is counted as. */
  readonly firstArgument: number
  /** That it reads arguments at all. */
  readonly anyArgument: RegExp
  /** A named option for the port, as `--port`; a single letter is one without its hyphen. */
  readonly namedOption?: RegExp
  /** A named option for the host, which a program may take for another machine if it is not said. */
  readonly hostOption?: RegExp
  /** The name of an argument without an option, in the order of the arguments; global. */
  readonly positional?: RegExp
  /** The name of a variable of the environment with the port; one with `HOST` in the place of `PORT` has the host. */
  readonly variable: RegExp
  /** A number that stands in the program. */
  readonly fixed: readonly RegExp[]
}

/** The most arguments before the port. */
const MOST_BEFORE = 3

/** A look into the text of a file. */
interface Look {
  readonly patterns: PortPatterns
  readonly text: string
  /** A place in the file, for people. */
  readonly at: (index: number) => string
}

/** How the program in a file gets its port, as its text says; undefined where that is not seen. */
export function portWayBy(patterns: PortPatterns, { path, text }: SourceFile): PortWay | undefined {
  const at = (index: number) => `${path}:${text.slice(0, index).split('\n').length}`
  const look = { patterns, text, at }
  return optionIn(look) ?? positionalIn(look) ?? numberIn(look) ?? variableIn(look) ?? otherIn(look)
}

function optionIn({ patterns, text, at }: Look): PortWay | undefined {
  const option = patterns.namedOption?.exec(text)
  if (option?.[1] === undefined) return undefined
  const name = option[1].length === 1 ? `-${option[1]}` : option[1]
  const reason = `${at(option.index)} reads the option ${name}`
  const host = patterns.hostOption?.exec(text)?.[1]
  const words = [...(host === undefined ? [] : [host, '{host}']), name, '{port}']
  return { kind: 'arguments', words, reason }
}

function positionalIn({ patterns, text, at }: Look): PortWay | undefined {
  if (patterns.positional === undefined) return undefined
  const all = [...text.matchAll(patterns.positional)]
  const place = all.findIndex(([, name = '']) => /port/i.test(name))
  const found = all[place]
  if (found === undefined || place > MOST_BEFORE) return undefined
  return { ...wordsFor(place), reason: `${at(found.index)} reads the argument ${found[1]}` }
}

/** The argument whose line speaks of a port, else the first that is read as a number. */
function numberIn({ patterns, text, at }: Look): PortWay | undefined {
  const all = [...text.matchAll(patterns.numberArgument)].filter((found) => {
    const place = placeOf(found, patterns)
    return place >= 0 && place <= MOST_BEFORE
  })
  const found = all.find(({ index }) => /port/i.test(lineAt(text, index))) ?? all[0]
  if (found === undefined) return undefined
  const place = placeOf(found, patterns)
  const reason = `${at(found.index)} reads argument ${place + 1} as a number`
  return { ...wordsFor(place), reason }
}

function placeOf([, ...groups]: RegExpExecArray, { firstArgument }: PortPatterns): number {
  return Number(groups.find((one) => one !== undefined)) - firstArgument
}

function lineAt(text: string, index: number): string {
  const end = text.indexOf('\n', index)
  return text.slice(text.lastIndexOf('\n', index) + 1, end === -1 ? undefined : end)
}

/** The port at a place behind others, of which a host is the likeliest. */
function wordsFor(place: number) {
  const before = Array.from({ length: place }, () => '{host}')
  return { kind: 'arguments' as const, words: [...before, '{port}'] }
}

function variableIn({ patterns, text, at }: Look): PortWay | undefined {
  const variable = patterns.variable.exec(text)
  if (variable?.[1] === undefined) return undefined
  const reason = `${at(variable.index)} reads the variable ${variable[1]}`
  const host = new RegExp(patterns.variable.source.replace('PORT', 'HOST')).exec(text)?.[1]
  const env = { [variable[1]]: '{port}', ...(host === undefined ? {} : { [host]: '{host}' }) }
  return { kind: 'variable', env, reason }
}

function otherIn({ patterns, text, at }: Look): PortWay | undefined {
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
