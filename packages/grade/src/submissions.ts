import type { Layout } from './course-file.ts'

/** What somebody has handed in. */
export interface Submission {
  /** As the learning platform names it. */
  readonly id: string
  readonly name: string
  /** The name of its folder in what is written; no two are the same. */
  readonly folder: string
}

/** An entry of a class's folder, and the name that the student gave it. */
interface ClassEntry {
  readonly entry: string
  readonly name: string
}

/** A submission, and which entries of the class's folder belong to it. */
export interface SubmissionEntries extends Submission {
  readonly entries: readonly ClassEntry[]
}

/** What a class's folder holds. */
export interface ClassEntries {
  readonly submissions: readonly SubmissionEntries[]
  /** Entries that are nobody's. */
  readonly strays: readonly string[]
}

/**
 * Moodle: folders with an underscore at their end before version 4.1 and without it since, or files
 * with all this before their names. Canvas: files, late ones with `LATE`; of anonymous students the id
 * has letters too.
 */
const patterns = {
  moodle: /^(?<name>.+)_(?<id>\d+)_assignsubmission_file(?:_(?<rest>.*))?$/u,
  canvas:
    /^(?:LATE_)?(?<name>anon(?=_[A-Za-z0-9]+_\d+_)|.+?)_(?:LATE_)?(?<id>(?<=anon_)[A-Za-z0-9]+|\d+)_\d+_(?<rest>.+)$/u,
  folders: /^(?<id>(?<name>.+?))(?:\.zip)?$/iu,
} as const

/** Layouts that are told by names which nobody gives by hand. */
const telling = ['moodle', 'canvas'] as const

/**
 * Why a class's folder is not laid out so, in a sentence without a full stop; undefined where it may be.
 * It is not where no entry is anybody's, or where all are named as one platform names them.
 */
export function layoutFault(entries: readonly string[], layout: Layout): string | undefined {
  const all = entries.filter((entry) => !isMachineMade(entry))
  if (all.length === 0) return 'there is nothing in it'
  const named = telling.find((other) => all.every((entry) => patterns[other].test(entry)))
  if (layout === 'folders') {
    return named === 'moodle'
      ? 'all entries are named as Moodle does: say layout: moodle'
      : undefined
  }
  const { submissions } = submissionsOf(all, layout)
  if (submissions.length > 0) return undefined
  const meant = telling.find((other) => submissionsOf(all, other).submissions.length > 0)
  const said = typeof layout === 'string' ? layout : layout.pattern
  const hint = meant === undefined ? '' : `; did you mean layout: ${meant}?`
  return `no entry is named as layout ${said} has it, as ${all[0]} is not${hint}`
}

/** Whose the entries of a class's folder are; what begins with a dot, and `__MACOSX`, is nobody's. */
export function submissionsOf(entries: readonly string[], layout: Layout): ClassEntries {
  const pattern = typeof layout === 'string' ? patterns[layout] : new RegExp(layout.pattern, 'u')
  const found = new Map<string, { name: string; entries: FoundEntry[] }>()
  const strays: string[] = []
  for (const entry of entries.toSorted()) {
    if (isMachineMade(entry)) continue
    const { id, name = id, rest } = pattern.exec(entry)?.groups ?? {}
    if (id === undefined || name === undefined) {
      strays.push(entry)
      continue
    }
    const said = { entry, rest: rest === undefined || rest === '' ? entry : rest }
    const known = found.get(id)
    if (known === undefined) found.set(id, { name, entries: [said] })
    else known.entries.push(said)
  }
  const taken = new Set<string>()
  const submissions = [...found].map(([id, { name, entries }]) => ({
    id,
    name,
    folder: uniqueFolder(id, name, taken),
    entries: named(entries, layout),
  }))
  return { submissions, strays }
}

function isMachineMade(entry: string): boolean {
  return entry.startsWith('.') || entry === '__MACOSX'
}

/** An entry of a submission, and what is behind the name and the id in it. */
interface FoundEntry {
  readonly entry: string
  readonly rest: string
}

/**
 * The entries with the names that the student gave them. Canvas adds the number of the attempt to the
 * name of a file that was handed in again, which only stays where two files had one name without it.
 */
function named(entries: readonly FoundEntry[], layout: Layout): readonly ClassEntry[] {
  const given = ({ rest }: FoundEntry) => (layout === 'canvas' ? withoutAttempt(rest) : rest)
  const isAlone = (one: FoundEntry, nameIn: (entry: FoundEntry) => string) =>
    entries.filter((other) => nameIn(other) === nameIn(one)).length === 1
  return entries.map((one) => {
    const own = isAlone(one, ({ rest }) => rest) ? one.rest : one.entry
    return { entry: one.entry, name: isAlone(one, given) ? given(one) : own }
  })
}

function withoutAttempt(name: string): string {
  return name.replace(/-\d+(?=\.\w+$)/, '')
}

/** The longest name of a folder, in characters. */
const LONGEST = 80

function uniqueFolder(id: string, name: string, taken: Set<string>): string {
  const wanted = id === name ? name : `${name}_${id}`
  const plain = wanted
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, LONGEST)
  const base = plain === '' ? 'submission' : plain
  let folder = base
  for (let count = 2; taken.has(folder.toLowerCase()); count += 1) folder = `${base}-${count}`
  taken.add(folder.toLowerCase())
  return folder
}
