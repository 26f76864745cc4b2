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

const patterns = {
  moodle: /^(?<name>.+)_(?<id>\d+)_assignsubmission_file(?:_(?<rest>.*))?$/u,
  canvas: /^(?<name>[^_]+)_(?:LATE_)?(?<id>\d+)_\d+_(?<rest>.+)$/u,
  folders: /^(?<id>(?<name>.+?))(?:\.zip)?$/iu,
} as const

/** Whose the entries of a class's folder are; what begins with a dot, and `__MACOSX`, is nobody's. */
export function submissionsOf(entries: readonly string[], layout: Layout): ClassEntries {
  const pattern = typeof layout === 'string' ? patterns[layout] : new RegExp(layout.pattern, 'u')
  const found = new Map<string, { name: string; entries: ClassEntry[] }>()
  const strays: string[] = []
  for (const entry of entries.toSorted()) {
    if (entry.startsWith('.') || entry === '__MACOSX') continue
    const { id, name = id, rest } = pattern.exec(entry)?.groups ?? {}
    if (id === undefined || name === undefined) {
      strays.push(entry)
      continue
    }
    const said = { entry, name: givenName(rest, layout) ?? entry }
    const known = found.get(id)
    if (known === undefined) found.set(id, { name, entries: [said] })
    else known.entries.push(said)
  }
  const taken = new Set<string>()
  const submissions = [...found].map(([id, { name, entries }]) => ({
    id,
    name,
    folder: uniqueFolder(id, name, taken),
    entries,
  }))
  return { submissions, strays }
}

/** Canvas adds the number of the attempt to the name of a file that was handed in again. */
function givenName(rest: string | undefined, layout: Layout): string | undefined {
  if (rest === undefined || rest === '') return undefined
  return layout === 'canvas' ? rest.replace(/-\d+(?=\.\w+$)/, '') : rest
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
