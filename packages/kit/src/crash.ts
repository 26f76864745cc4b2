import type { Side } from './findings.ts'
import { decisiveLine } from './output-tail.ts'
import type { ProgramEnd } from './program-end.ts'

/** Why a program has ended, as far as what it printed tells. */
export interface Crash {
  /** `exit`: the program ended itself. */
  readonly kind: 'exception' | 'signal' | 'exit'
  /** The exception, the signal, or the exit status. */
  readonly what: string
  /** The file and the line of the program itself that the exception came from, as `server.py:41`. */
  readonly where: string | undefined
  /** That line, where it was printed. */
  readonly code: string | undefined
  /** What is known of such an exception; a sentence. */
  readonly advice: string | undefined
}

interface Frame {
  readonly where: string
  readonly code?: string | undefined
}

/** Paths and packages of runtimes and libraries: whose line it is that failed is not the program’s. */
const foreign =
  /^node:|\/node_modules\/|<frozen|\/(?:site|dist)-packages\/|\/lib\/(?:python|ruby|perl)|\/go\/src\/|\/rustc\//
const foreignClass = /^(?:java|javax|jdk|sun)\./

/** As `File "server.py", line 41, in readable`; the innermost call comes last. */
const pythonFrame = /^File "(?<file>[^"]+)", line (?<line>\d+)/
/** As `at answer (file:///server.mjs:9:12)`; the innermost call comes first. */
const nodeFrame = /^at (?:.*\()?(?:file:\/\/)?(?<file>[^()]+):(?<line>\d+):\d+\)?$/
/** As `at Server.login(Server.java:12)`. */
const javaFrame = /^at (?:[\w.]+\/)?(?<name>[\w.$<>]+)\((?<file>\w+\.\w+):(?<line>\d+)\)$/
/** As `/tmp/server.go:27 +0x1d`, and `thread 'main' panicked at src/main.rs:4:5:`. */
const goFrame = /^(?<file>\S+\.go):(?<line>\d+)(?: \+0x[\da-f]+)?$/
const rustFrame = /panicked at (?<file>\S+\.rs):(?<line>\d+)/

const trace = /^\s+at \S|^Traceback |^\s*File "/

const UNHEARD = "a socket has no 'error' listener"
const UNHEARD_ADVICE =
  "A socket has no 'error' listener: give each one socket.on('error', …), also those that were accepted."

/** What a program has died of. */
export function crashOf({ how, output }: ProgramEnd): Crash {
  const nothing = { where: undefined, code: undefined, advice: undefined }
  if (/SIG[A-Z]+/.test(how)) return { kind: 'signal', what: how, ...nothing }
  const what = decisiveLine(output)?.trim()
  if (what === undefined || !isThrown(what, output)) return { kind: 'exit', what: how, ...nothing }
  const frame = ownFrame(output)
  const isUnheard = output.some((line) => line.startsWith("Emitted 'error' event on"))
  return {
    kind: 'exception',
    what,
    where: frame?.where,
    code: frame?.code,
    advice: isUnheard ? UNHEARD_ADVICE : undefined,
  }
}

/** In place of how a program has ended that printed an exception and has not. */
export const LIVES_ON = 'it lives on'

/** The same as one sentence, without a full stop. */
export function crashWords(side: Side, end: ProgramEnd): string {
  const { kind, what, where, advice } = crashOf(end)
  switch (kind) {
    case 'signal':
      return `the ${side} died of ${what}`
    case 'exit': {
      const last = end.output.at(-1)?.trim()
      const printed = last === undefined ? '' : `; it printed last: ${last}`
      return `the ${side} ended itself with ${what}${printed}`
    }
    case 'exception': {
      const place = where === undefined ? '' : `, at ${where}`
      const known = advice === undefined ? '' : `; ${UNHEARD}`
      const verb = end.how === LIVES_ON ? 'lives on after' : 'died of'
      return `the ${side} ${verb} an exception: ${what}${place}${known}`
    }
  }
}

/** What somebody should look at whose server has ended in a check. */
export function crashHint(end: ProgramEnd): string {
  const { kind, where, advice } = crashOf(end)
  const last = end.output.at(-1)?.trim()
  const place =
    kind === 'exit' && last !== undefined
      ? `Look for the place that prints “${last}” and ends.`
      : 'Look at what it printed when it ended.'
  const look =
    advice ?? (where === undefined ? place : `Look at ${where}, where the exception came from.`)
  return `${look} Whatever one client says or does, the others must be served.`
}

/** A program may print a line `Error: …` of its own; an exception comes with the calls that led to it. */
function isThrown(what: string, output: readonly string[]): boolean {
  return !/^(?:Error|Exception)\b/.test(what) || output.some((line) => trace.test(line))
}

function ownFrame(output: readonly string[]): Frame | undefined {
  const python = output.flatMap((line, index) => {
    const next = output[index + 1]
    return frameOf(pythonFrame, line).map((frame) => ({
      ...frame,
      code: next?.startsWith('    ') === true ? next.trim() : undefined,
    }))
  })
  const others = [nodeFrame, javaFrame, goFrame, rustFrame]
  return python.at(-1) ?? output.flatMap((line) => others.flatMap((it) => frameOf(it, line))).at(0)
}

function frameOf(pattern: RegExp, line: string): readonly Frame[] {
  const { file, line: number, name = '' } = pattern.exec(line.trim())?.groups ?? {}
  if (file === undefined || foreign.test(file) || foreignClass.test(name)) return []
  return [{ where: `${file.slice(file.lastIndexOf('/') + 1)}:${number}` }]
}
