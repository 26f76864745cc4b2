import type { Dialect, ServerDialect } from '@parley/contract'
import { partsCover, passwordIsSecret } from './annotations.ts'
import { callsHold, findsPlaces } from './calls.ts'
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
  knowsNoRooms,
  serialisesOnce,
  speaksForTheGateway,
  tellsPresence,
} from './event-delivery.ts'
import { EXAMPLE } from './example-transcript.ts'
import type { Findings } from './findings.ts'
import { materialOf } from './fixtures.ts'
import { leavesHalfFrames, noticesOversize, readsOnAfterOversize } from './frame-limits.ts'
import { clientSurvives, serverSurvives } from './fuzz.ts'
import { journalHolds } from './journals.ts'
import type { LearnedSide } from './learned-side.ts'
import { clientKeepsLittle, givesUpAtLast, keepsLittle } from './memory-bounds.ts'
import { namesAreNoCommands, namesAreTrue } from './names.ts'
import { cannotBeForged, writesEveryRefusal } from './served-checks.ts'
import { takesAnyText, tellsMessages } from './served-messages.ts'
import { type ServerSide, usualLogin } from './server-side.ts'
import type { Setting } from './session-pair.ts'
import { specificationHolds } from './specification.ts'
import { type Known, Subject } from './subject.ts'
import { playedTranscript } from './transcript-check.ts'

/** One thing that is checked; `run` finds what is wrong. */
export interface Check {
  readonly title: string
  /** Why it cannot be tried with this dialect. */
  readonly skipped?: string | undefined
  run(): Findings
}

/** Which settings a check is made in: the defaults, `strict`, all but `strict`, or all. */
type Where = 'usual' | 'strict' | 'lenient' | 'every'

/**
 * A check, and what it needs: a dialect that is served; rules; a client that can log in; users of the
 * server's side, however they log in; the same, of whom a message is known that takes any text; users of a
 * dialect without a client, who say what was learned; the same, of whom such a message is known.
 */
type Row = { readonly title: string; readonly where: Where } & (
  | { readonly needs: 'server'; find(dialect: ServerDialect, chosen: Setting): Findings }
  | { readonly needs: 'rules' | 'client'; find(dialect: Dialect, chosen: Setting): Findings }
  | {
      readonly needs: 'user' | 'message'
      find(side: ServerSide, dialect: ServerDialect, chosen: Setting): Findings
    }
  | {
      readonly needs: 'no-client' | 'no-client message'
      find(side: LearnedSide, dialect: ServerDialect, chosen: Setting): Findings
    }
)

const rows: readonly Row[] = [
  { title: 'declares itself', where: 'usual', needs: 'server', find: declaresItself },
  { title: 'options', where: 'usual', needs: 'server', find: optionsHold },
  { title: 'rules', where: 'usual', needs: 'rules', find: rulesHold },
  { title: 'features', where: 'every', needs: 'server', find: carriageHolds },
  { title: 'heard as declared', where: 'lenient', needs: 'client', find: heardAsDeclared },
  { title: 'heard byte by byte', where: 'usual', needs: 'client', find: heardByteByByte },
  { title: 'heard while waiting', where: 'usual', needs: 'client', find: heardWhileWaiting },
  { title: 'tells messages', where: 'every', needs: 'no-client', find: tellsMessages },
  { title: 'takes any text', where: 'every', needs: 'no-client message', find: takesAnyText },
  { title: 'cannot be forged', where: 'every', needs: 'no-client', find: cannotBeForged },
  { title: 'names are true', where: 'lenient', needs: 'client', find: namesAreTrue },
  { title: 'hears itself', where: 'lenient', needs: 'client', find: hearsItself },
  { title: 'names are no commands', where: 'every', needs: 'client', find: namesAreNoCommands },
  { title: 'said as declared', where: 'every', needs: 'client', find: saidAsDeclared },
  { title: 'said byte by byte', where: 'usual', needs: 'client', find: saidByteByByte },
  { title: 'hostile texts when strict', where: 'strict', needs: 'client', find: survivesBodies },
  { title: 'says every refusal', where: 'every', needs: 'client', find: saysEveryRefusal },
  { title: 'writes every refusal', where: 'every', needs: 'no-client', find: writesEveryRefusal },
  { title: 'answers each command', where: 'every', needs: 'client', find: answersEachCommand },
  {
    title: 'answers find their command',
    where: 'every',
    needs: 'client',
    find: answersFindTheirCommand,
  },
  { title: 'finds where to call', where: 'lenient', needs: 'client', find: findsPlaces },
  { title: 'tells presence', where: 'every', needs: 'client', find: tellsPresence },
  {
    title: 'tells nothing of rooms that it does not carry',
    where: 'every',
    needs: 'client',
    find: knowsNoRooms,
  },
  { title: 'speaks for the gateway', where: 'every', needs: 'client', find: speaksForTheGateway },
  { title: 'numbers', where: 'every', needs: 'client', find: changesAreNews },
  { title: 'serialises a broadcast once', where: 'usual', needs: 'client', find: serialisesOnce },
  { title: 'notices oversize', where: 'every', needs: 'message', find: noticesOversize },
  {
    title: 'reads on after oversize',
    where: 'every',
    needs: 'message',
    find: readsOnAfterOversize,
  },
  { title: 'leaves half frames', where: 'every', needs: 'user', find: leavesHalfFrames },
  { title: 'keeps little', where: 'usual', needs: 'message', find: keepsLittle },
  { title: 'client keeps little', where: 'usual', needs: 'client', find: clientKeepsLittle },
  { title: 'gives up at last', where: 'usual', needs: 'client', find: givesUpAtLast },
  { title: 'journal', where: 'every', needs: 'server', find: journalHolds },
]

const NO_LOGIN = 'cannot log in'
const NO_MESSAGE = 'has no client, and nothing shows a message with its text'
const ONE_TEXT =
  'no text of another length can be put into the example: if a length stands before it, say how messages are framed (`frame`)'
const UNKNOWN_LOGIN = 'has no client, and nothing shows what one says'

/**
 * Everything that a dialect is put through. That nobody can log in is found once, by `logs in`; what
 * needs a user is then skipped.
 */
export function checksOf(dialect: ServerDialect, known: Known): readonly Check[] {
  const subject = new Subject(dialect, known)
  const { fixtures, full, problems } = subject
  const { readme } = known
  const client = () => materialOf(dialect, fixtures, 'C', subject.frames)
  const hasFixtures = full !== undefined || known.fixtures !== undefined
  const cannotEnter = subject.knowsLogin && subject.sides.size === 0 ? NO_LOGIN : undefined
  return [
    {
      title: 'has transcripts',
      skipped: hasFixtures ? undefined : 'has no transcripts',
      run: () => ((known.fixtures ?? []).length > 0 ? [] : ['there are none']),
    },
    ...fixtures.map((one) => ({
      title: `transcript ${one.name}`,
      skipped: one.name === EXAMPLE ? cannotEnter : undefined,
      run: () => playedTranscript(dialect, one),
    })),
    {
      title: 'logs in',
      skipped: subject.knowsLogin ? undefined : UNKNOWN_LOGIN,
      run: () => problems,
    },
    ...rows
      .filter(({ needs }) => !needs.startsWith('no-client') || full === undefined)
      .map((row) => ({
        title: row.title,
        skipped: reasonToSkip(row, subject),
        run: () => found(row, subject),
      })),
    ...annotationChecks(subject),
    {
      title: 'server survives anything',
      skipped: cannotEnter,
      run: () =>
        serverSurvives(dialect, client(), ({ name }) => {
          const [, side] = [...subject.sides].find(([chosen]) => chosen.name === name) ?? []
          return side?.words(usualLogin)
        }),
    },
    {
      title: 'specification',
      skipped: readme === undefined ? 'has no README.md' : undefined,
      run: () => (readme === undefined ? [] : specificationHolds(dialect, readme, fixtures)),
    },
    { title: 'calls', run: () => callsHold(dialect, client()) },
    {
      title: 'client survives anything',
      skipped: full === undefined ? 'has no client' : cannotEnter,
      run: () => (full === undefined ? [] : clientSurvives(full, materialOf(full, fixtures, 'S'))),
    },
  ]
}

/** Only where the dialect says what its frames are made of. */
function annotationChecks({ dialect, full, fixtures, sides }: Subject): readonly Check[] {
  const { annotate, hasSecrets } = dialect
  if (annotate === undefined) return []
  const painting = { annotate, ...(hasSecrets === undefined ? {} : { hasSecrets }) }
  const covering = { title: 'parts cover each frame', run: () => partsCover(painting, fixtures) }
  if (full === undefined) return [covering]
  const skipped = sides.size === 0 ? NO_LOGIN : undefined
  const run = () => [...sides.keys()].flatMap((chosen) => passwordIsSecret(annotate, full, chosen))
  return [covering, { title: 'a password is secret', skipped, run }]
}

function reasonToSkip({ needs, where }: Row, subject: Subject): string | undefined {
  const { full, sides, knowsLogin } = subject
  if (needs === 'server') return undefined
  if (needs === 'rules') return full === undefined ? 'has no rules' : undefined
  if (needs === 'client' && full === undefined) return 'has no client'
  if (!knowsLogin) return UNKNOWN_LOGIN
  const here = subject.settings.filter((chosen) => isIn(where, chosen))
  const users = here.flatMap((chosen) => sides.get(chosen) ?? [])
  if (here.length > 0 && users.length === 0) return NO_LOGIN
  const needsMessage = needs === 'message' || needs === 'no-client message'
  if (!needsMessage || users.some(({ texts }) => texts === 'any')) return undefined
  return users.some(({ texts }) => texts === 'one') ? ONE_TEXT : NO_MESSAGE
}

function found(row: Row, subject: Subject): Findings {
  return subject.settings
    .filter((chosen) => isIn(row.where, chosen))
    .flatMap((chosen) => foundIn(row, subject, chosen).map((one) => `${chosen.name}: ${one}`))
}

function foundIn(row: Row, subject: Subject, chosen: Setting): Findings {
  const { dialect, full } = subject
  const side = subject.sides.get(chosen)
  const learned = subject.learned.get(chosen)
  switch (row.needs) {
    case 'server':
      return row.find(dialect, chosen)
    case 'rules':
      return full === undefined ? [] : row.find(full, chosen)
    case 'client':
      return full === undefined || side === undefined ? [] : row.find(full, chosen)
    case 'user':
      return side === undefined ? [] : row.find(side, dialect, chosen)
    case 'message':
      return side?.texts === 'any' ? row.find(side, dialect, chosen) : []
    case 'no-client':
      return learned === undefined ? [] : row.find(learned, dialect, chosen)
    case 'no-client message':
      return learned?.texts === 'any' ? row.find(learned, dialect, chosen) : []
  }
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
