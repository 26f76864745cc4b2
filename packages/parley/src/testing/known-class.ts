import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { misplaced } from './known-places.ts'

/** A submission of a class, and what it is known to get. */
export interface KnownSubmission {
  readonly id: string
  readonly name: string
  /** What it is: the program and what is wrong with it. */
  readonly kind: string
  readonly files: Readonly<Record<string, string>>
  /** Whether Parley itself is handed in with it: from where it is graded nobody sees ours. */
  readonly hasParley: boolean
  readonly state: 'graded' | 'build-failed' | 'no-start' | 'needs-staff'
  /** Undefined: none. */
  readonly points: number | undefined
}

/** What each rule is worth that is checked. */
const points = {
  'vu-2.2': 10,
  'vu-3.1': 10,
  'vu-3.1a': 10,
  'vu-3.3': 20,
  'vu-3.8': 20,
  'vu-3.9': 30,
} as const

type Rule = keyof typeof points

const rules = Object.keys(points)
const MAXIMUM = Object.values(points).reduce((sum, one) => sum + one, 0)

/** How the port is read in each program, where a fixed one is put instead. */
const bases: Readonly<Record<string, { readonly file: string; readonly port: string }>> = {
  'Python, select': { file: 'students/servers/vu/select-loop.py', port: 'int(sys.argv[1])' },
  'Python, threads': { file: 'students/servers/vu/thread-each.py', port: 'int(sys.argv[1])' },
  'Python, naive': { file: 'naive/vu/server.py', port: 'int(sys.argv[1])' },
  C: { file: 'students/servers/vu/poll-loop.c', port: 'atoi(argv[argc - 1])' },
  Java: { file: 'students/servers/vu/Threads.java', port: 'Integer.parseInt(words[0])' },
  Node: { file: 'students/servers/vu/starts-with.mjs', port: 'Number(process.argv[2])' },
}

/** What makes a program wrong whatever its language, and the rule that this breaks. */
const faults: readonly {
  readonly what: string
  readonly breaks: readonly Rule[]
  readonly change: (text: string) => string
}[] = [
  { what: 'right', breaks: [], change: (text) => text },
  {
    what: 'unknown users are another error',
    breaks: ['vu-3.8'],
    change: (text) => text.replaceAll('BAD-DEST-USER', 'BAD-RQST-BODY'),
  },
  {
    what: 'a space behind each comma of a list',
    breaks: ['vu-3.1a'],
    change: (text) =>
      text
        .replaceAll(`','.join(`, `', '.join(`)
        .replaceAll(`.join(',')`, `.join(', ')`)
        .replaceAll(`join(",",`, `join(", ",`)
        .replaceAll(`? "," : ""`, `? ", " : ""`),
  },
  {
    what: 'another word for a message that was sent',
    breaks: ['vu-3.3'],
    change: (text) => text.replaceAll('SEND-OK', 'SENT-OK'),
  },
  {
    what: 'another word for a name in use',
    breaks: ['vu-2.2'],
    change: (text) => text.replaceAll('IN-USE', 'BUSY'),
  },
  {
    what: 'another word for a command that is unknown',
    breaks: ['vu-3.9'],
    change: (text) => text.replaceAll('BAD-RQST-HDR', 'BAD-RQST-BODY'),
  },
]

/** Faults of `parley faulty server vu`, and which of those rules is lost by each: what needs a broken one is, too. */
const wrappers: readonly (readonly [string, readonly Rule[]])[] = [
  ['in-use-word', ['vu-2.2']],
  ['others-only', ['vu-3.1', 'vu-3.1a']],
  ['spaced-lists', ['vu-3.1a']],
  ['wrong-word', ['vu-3.3']],
  ['unknown-user', ['vu-3.8']],
  ['strips-body', []],
]

/** A submission before it has a name. */
type Kind = Omit<KnownSubmission, 'id' | 'name'>

export interface ClassSettings {
  readonly size: number
  /** On which every program listens. */
  readonly port: number
}

/** A class in which all programs listen on one port, and of which each grade is known. */
export function knownClass(settings: ClassSettings): readonly KnownSubmission[] {
  const kinds = kindsOf(settings.port)
  return Array.from({ length: settings.size }, (_, index) => {
    const kind = kinds[index % kinds.length]
    if (kind === undefined) throw new Error('there is no kind of submission')
    const id = String(1001 + index)
    return { ...kind, id, name: `Ann Größe ${id}`, files: misplaced(kind.files, index) }
  })
}

/** One after another of another program, so that a small class has each of them too. */
function kindsOf(port: number): readonly Kind[] {
  const wrong = faults.flatMap((_, row) =>
    Object.entries(bases).map(([base, { file, port: read }], column) => {
      const { what, breaks, change } = faults[(row + column) % faults.length] ?? noFault
      const text = change(program(file).replace(read, String(port)))
      const files = { [fileName(base, file)]: text }
      return { kind: `${base}: ${what}`, files, hasParley: false, ...lost(breaks) }
    }),
  )
  const wrapped = wrappers.map(([fault, breaks]): Kind => {
    const line = `node parley/bundle/main.js faulty server vu ${fault} --port ${port}`
    return {
      ...{ kind: `parley faulty: ${fault}`, hasParley: true },
      files: { 'run.sh': `#!/bin/sh\nexec ${line}\n` },
      ...lost(breaks),
    }
  })
  return interleaved(wrong, [...broken(port), ...wrapped])
}

const noFault = { what: 'right', breaks: [], change: (text: string) => text }

function lost(breaks: readonly Rule[]): Pick<Kind, 'state' | 'points'> {
  const sum = breaks.reduce((all, rule) => all + points[rule], 0)
  return { state: 'graded', points: MAXIMUM - sum }
}

/** Programs that come to nothing, by their own fault or because staff has to look. */
function broken(port: number): readonly Kind[] {
  const python = program('naive/vu/server.py').replace('int(sys.argv[1])', String(port))
  const c = program('students/servers/vu/poll-loop.c')
  const kinds = [
    {
      ...{ kind: 'Python that ends at once', state: 'no-start' as const, points: 0 },
      files: { 'server.py': python.replace('listener =', 'listener = None +') },
    },
    {
      ...{ kind: 'C that does not compile', state: 'build-failed' as const, points: 0 },
      files: { 'server.c': c.replace('int main(', 'int int main(') },
    },
    {
      ...{ kind: 'two solutions', state: 'needs-staff' as const, points: undefined },
      files: { 'old/server.py': python, 'new/server.py': python },
    },
    {
      ...{ kind: 'a client', state: 'needs-staff' as const, points: undefined },
      files: { 'client.py': program('naive/vu/client.py') },
    },
  ]
  return kinds.map((kind) => ({ ...kind, hasParley: false }))
}

function interleaved(many: readonly Kind[], few: readonly Kind[]): readonly Kind[] {
  const each = Math.max(1, Math.floor(many.length / few.length))
  return many.flatMap((kind, index) => {
    const other = index % each === each - 1 ? few[(index + 1) / each - 1] : undefined
    return other === undefined ? [kind] : [kind, other]
  })
}

function fileName(base: string, file: string): string {
  if (base === 'Java') return 'Threads.java'
  return `server.${file.split('.').pop() ?? ''}`
}

/** The programs as students would hand them in: C lets its port be taken again, Node takes whole words. */
function program(file: string): string {
  const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8')
  return text
    .replace(
      'if (bind(',
      'setsockopt(fds[0].fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));\n  if (bind(',
    )
    .replace("line.startsWith('LIST')", "line.split(' ')[0] === 'LIST'")
    .replace("line.startsWith('SEND')", "line.split(' ')[0] === 'SEND'")
}

/**
 * Writes the course file and the submissions, as Moodle does; gives where they are. `parley`: a folder with
 * the package.json and the bundle of Parley, which needs nothing outside.
 */
export function writeClass(
  folder: string,
  submissions: readonly KnownSubmission[],
  { sandbox, parley }: { readonly sandbox: 'auto' | 'none'; readonly parley: string },
) {
  const course = join(folder, 'course.yaml')
  const handedIn = join(folder, 'class')
  mkdirSync(handedIn, { recursive: true })
  writeFileSync(join(folder, 'rubric.yaml'), JSON.stringify({ points }))
  const said = {
    assignment: { dialect: 'vu', only: rules, rubric: 'rubric.yaml' },
    layout: 'moodle',
    limits: { startSeconds: 30, runSeconds: 120 },
    sandbox,
  }
  writeFileSync(course, JSON.stringify(said))
  for (const { id, name, files, hasParley } of submissions) {
    const own = join(handedIn, `${name}_${id}_assignsubmission_file_`)
    for (const [path, text] of Object.entries(files)) {
      const file = join(own, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      if (hasParley && path.endsWith('run.sh')) copyParley(parley, join(dirname(file), 'parley'))
    }
  }
  return { course, submissions: handedIn }
}

function copyParley(from: string, to: string): void {
  for (const name of ['package.json', 'bundle']) {
    cpSync(join(from, name), join(to, name), { recursive: true })
  }
}

/** The rows of `grades.csv` that are as they are known to be, as `id,state,points`. */
export function knownRows(submissions: readonly KnownSubmission[]): readonly string[] {
  return submissions.map(({ id, state, points: got }) => `${id},${state},${got ?? ''}`)
}

/** The same of a `grades.csv`; names with commas are not in such a class. */
export function rowsOf(csv: string): readonly string[] {
  const [, ...rows] = csv.trimEnd().split('\r\n')
  return rows.map((row) => {
    const [id, , state, got] = row.split(',')
    return `${id},${state},${got}`
  })
}
