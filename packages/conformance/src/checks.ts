import type { Dialect } from '@parley/contract'
import { callsHold } from './calls.ts'
import {
  heardAsDeclared,
  heardByteByByte,
  heardWhileWaiting,
  hearsItself,
  saidAsDeclared,
  saidByteByByte,
  survivesBodies,
} from './capabilities.ts'
import { answersEachCommand, answersFindTheirCommand, saysEveryRefusal } from './command-answers.ts'
import { carriageHolds, declaresItself, optionsHold, rulesHold } from './declarations.ts'
import {
  changesAreNews,
  serialisesOnce,
  speaksForTheGateway,
  tellsPresence,
} from './event-delivery.ts'
import type { Findings } from './findings.ts'
import { type Fixture, materialOf, settingsOf } from './fixtures.ts'
import { leavesHalfFrames, noticesOversize, readsOnAfterOversize } from './frame-limits.ts'
import { clientSurvives, serverSurvives } from './fuzz.ts'
import { journalHolds } from './journals.ts'
import { givesUpAtLast, keepsLittle } from './memory-bounds.ts'
import { namesAreNoCommands, namesAreTrue } from './names.ts'
import type { Setting } from './session-pair.ts'
import { playedTranscript } from './transcript-check.ts'

/** One thing that is checked; `run` finds what is wrong. */
export interface Check {
  readonly title: string
  run(): Findings
}

/** Which settings a check is made in: the defaults, `strict`, all but `strict`, or all. */
type Where = 'usual' | 'strict' | 'lenient' | 'every'

interface Row {
  readonly title: string
  readonly where: Where
  readonly find: (dialect: Dialect, chosen: Setting) => Findings
}

const rows: readonly Row[] = [
  { title: 'declares itself', where: 'usual', find: declaresItself },
  { title: 'options', where: 'usual', find: optionsHold },
  { title: 'rules', where: 'usual', find: rulesHold },
  { title: 'features', where: 'every', find: carriageHolds },
  { title: 'heard as declared', where: 'lenient', find: heardAsDeclared },
  { title: 'heard byte by byte', where: 'usual', find: heardByteByByte },
  { title: 'heard while waiting', where: 'usual', find: heardWhileWaiting },
  { title: 'names are true', where: 'lenient', find: namesAreTrue },
  { title: 'hears itself', where: 'lenient', find: hearsItself },
  { title: 'names are no commands', where: 'every', find: namesAreNoCommands },
  { title: 'said as declared', where: 'every', find: saidAsDeclared },
  { title: 'said byte by byte', where: 'usual', find: saidByteByByte },
  { title: 'hostile texts when strict', where: 'strict', find: survivesBodies },
  { title: 'says every refusal', where: 'every', find: saysEveryRefusal },
  { title: 'answers each command', where: 'every', find: answersEachCommand },
  { title: 'answers find their command', where: 'every', find: answersFindTheirCommand },
  { title: 'tells presence', where: 'every', find: tellsPresence },
  { title: 'speaks for the gateway', where: 'every', find: speaksForTheGateway },
  { title: 'numbers', where: 'every', find: changesAreNews },
  { title: 'serialises a broadcast once', where: 'usual', find: serialisesOnce },
  { title: 'notices oversize', where: 'every', find: noticesOversize },
  { title: 'reads on after oversize', where: 'every', find: readsOnAfterOversize },
  { title: 'leaves half frames', where: 'every', find: leavesHalfFrames },
  { title: 'keeps little', where: 'usual', find: keepsLittle },
  { title: 'gives up at last', where: 'usual', find: givesUpAtLast },
  { title: 'journal', where: 'every', find: journalHolds },
]

/** Everything that a dialect is put through. */
export function checksOf(dialect: Dialect, fixtures: readonly Fixture[]): readonly Check[] {
  const client = () => materialOf(dialect, fixtures, 'C')
  const server = () => materialOf(dialect, fixtures, 'S')
  return [
    { title: 'has transcripts', run: () => (fixtures.length > 0 ? [] : ['there are none']) },
    ...fixtures.map((one) => ({
      title: `transcript ${one.name}`,
      run: () => playedTranscript(dialect, one),
    })),
    ...rows.map((row) => ({ title: row.title, run: () => find(row, dialect, fixtures) })),
    { title: 'server survives anything', run: () => serverSurvives(dialect, client()) },
    { title: 'calls', run: () => callsHold(dialect, client()) },
    { title: 'client survives anything', run: () => clientSurvives(dialect, server()) },
  ]
}

function find(row: Row, dialect: Dialect, fixtures: readonly Fixture[]): Findings {
  const settings = settingsOf(dialect, fixtures)
  return settings
    .filter((chosen) => isIn(row.where, chosen))
    .flatMap((chosen) => row.find(dialect, chosen).map((finding) => `${chosen.name}: ${finding}`))
}

function isIn(where: Where, { usual, strict }: Setting): boolean {
  switch (where) {
    case 'usual':
      return usual
    case 'strict':
      return strict
    case 'lenient':
      return !strict
    case 'every':
      return true
  }
}
