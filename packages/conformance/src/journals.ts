import type { FileChange, Happening, Present, ServerDialect } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { bodies } from './hostile-texts.ts'
import { canonical, showText, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { edited, posted, type Setting } from './session-pair.ts'
import { START } from './transcript.ts'

/** So many generated texts beside the listed ones. */
const GENERATED = 50

const [bob] = others

const present: Present = {
  name: bob,
  via: 'vu',
  peer: { address: '10.0.0.2', port: 40_002 },
  since: START,
  calls: { transport: 'udp', port: 41_002 },
}

const sessions = [
  { kind: 'session-began', session: 1, present },
  { kind: 'session-changed', session: 1, present: { ...present, via: 'llp', calls: undefined } },
  { kind: 'session-changed', session: 2, present },
  { kind: 'session-ended', session: 1, present },
  { kind: 'session-ended', session: 1, present },
] as const satisfies readonly Happening[]

/**
 * Whatever happens, a journal does not throw, and changes files in its own folder only; outside
 * `strict` no text makes more lines than another, so that none can be forged. Of the same happenings
 * comes the same. Nothing is found where the options ask for no journal.
 */
export function journalHolds(dialect: ServerDialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('a journal', () => {
    const journal = dialect.journal?.(chosen.options)
    if (journal === undefined) return
    notes.expect(journal.folder.trim() !== '', 'the folder has no name')
    isSteady(notes, dialect, chosen)
    for (const text of bodies(GENERATED)) {
      const what = `a journal of ${showText(text)}`
      notes.during(what, () => {
        const lines = showValue(linesOf(changesFor(notes, dialect, chosen, text)))
        const usual = showValue(linesOf(changesFor(notes, dialect, chosen, 'hi')))
        if (!chosen.strict) notes.same(lines, usual, `${what}: lines of each change`)
      })
    }
  })
  return notes.findings
}

/** Two journals that hear the same change their files in the same way. */
function isSteady(notes: Notes, dialect: ServerDialect, chosen: Setting): void {
  const [one, two] = [1, 2].map(() =>
    bodies(0).flatMap((text) => changesFor(notes, dialect, chosen, text)),
  )
  notes.same(canonical(two), canonical(one), 'a second journal of the same happenings')
}

/** A change as it would be if it were written at once. */
interface Written {
  readonly file: string
  readonly mode: string
  readonly text: string
}

function written(change: FileChange): Written {
  const { file, mode } = change
  return { file, mode, text: change.mode === 'append' ? change.text : [...change.lines()].join('') }
}

/** What a new journal makes of a text that is posted, edited in, and removed, among other things. */
function changesFor(
  notes: Notes,
  dialect: ServerDialect,
  { options }: Setting,
  text: string,
): readonly Written[] {
  const journal = dialect.journal?.(options)
  if (journal === undefined) return []
  const begun = journal.begin([posted(bob, text)]).map(written)
  const heard = happenings(text).flatMap((one) => journal.hear(one).map(written))
  const changes = [...begun, ...heard]
  for (const { file, mode } of changes) {
    const isPlain = file !== '' && file !== '.' && file !== '..' && !/[/\\\0]/.test(file)
    notes.expect(isPlain, `a journal writes in ${showValue(file)}`)
    notes.expect(mode === 'replace' || mode === 'append', `the mode is ${mode}`)
  }
  return changes
}

function happenings(text: string): readonly Happening[] {
  const removed = { kind: 'removed', time: START, from: bob } as const
  return [
    posted(bob, 'before', 2),
    posted(bob, text, 3),
    edited(bob, text),
    { ...removed, number: 2 },
    { ...removed, number: 7 },
    ...sessions,
  ]
}

function linesOf(changes: readonly Written[]): readonly number[] {
  return changes.map(({ text }) => text.split('\n').length - 1)
}
