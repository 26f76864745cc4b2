import type { Dialect, Feature, Grade, ServerDialect } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { showValue } from './notation.ts'
import type { Setting } from './session-pair.ts'

const features = {
  direct: true,
  broadcast: true,
  'multi-line': true,
  empty: true,
  'outer-spaces': true,
  'any-unicode': true,
  length: true,
  sender: true,
  time: true,
  edit: true,
  delete: true,
  presence: true,
  offline: true,
  history: true,
  file: true,
  rooms: true,
  moderation: true,
  rename: true,
  action: true,
} as const satisfies Readonly<Record<Feature, true>>

const section = /^\d+(\.\d+)*[a-z]?$/
const levels: readonly string[] = ['MUST', 'SHOULD']
const bound: readonly string[] = ['server', 'client', 'both']

/** What a dialect says of itself is well formed and fits together. */
export function declaresItself(dialect: ServerDialect): Findings {
  const notes = new Notes()
  const { name, defaultPort, shape } = dialect
  notes.expect(/^[a-z][a-z-]*$/.test(name), `the name is ${showValue(name)}`)
  const isPort = Number.isInteger(defaultPort) && defaultPort > 0 && defaultPort < 65_536
  notes.expect(isPort, `the default port is ${defaultPort}`)
  notes.expect(/^\S.*$/.test(shape), `the shape is not one line: ${showValue(shape)}`)
  return notes.findings
}

/** Options have defaults, notes, and refuse what they do not know, naming it. */
export function optionsHold(dialect: ServerDialect): Findings {
  const notes = new Notes()
  const { options, optionNotes } = dialect
  notes.during('the defaults', () => {
    const defaults = options.parse({})
    const keys = defaults instanceof Object ? Object.keys(defaults) : []
    notes.same(showValue(Object.keys(optionNotes)), showValue(keys), 'the notes')
    notes.expect(
      Reflect.get(Object(defaults), 'strict') === false,
      '`strict` is not false by default',
    )
    notes.same(showValue(options.parse(defaults)), showValue(defaults), 'the defaults parsed again')
  })
  notes.during('strict', () => {
    const strict = options.parse({ strict: true })
    notes.expect(Reflect.get(Object(strict), 'strict') === true, '`strict` cannot be true')
  })
  for (const [key, note] of Object.entries(optionNotes)) {
    notes.expect(note.trim() !== '', `the note on ${key} is empty`)
    refuses(notes, dialect, { [key]: { no: 'option' } }, key)
  }
  refuses(notes, dialect, { unheardOf: 1 }, 'unheardOf')
  for (const input of [undefined, null, 'strict', 1, []]) {
    refuses(notes, dialect, input, '')
  }
  return notes.findings
}

function refuses(notes: Notes, { options }: ServerDialect, input: unknown, key: string): void {
  try {
    options.parse(input)
    notes.add(`the options take ${showValue(input)}`)
  } catch (error) {
    const namesKey = error instanceof Error && error.message.includes(key)
    notes.expect(namesKey, `the error for ${showValue(input)} does not name ${key}`)
  }
}

/** Rules have an id of their own, a level, and a sentence, and are in the order of the sections. */
export function rulesHold({ name, rules }: Dialect): Findings {
  const notes = new Notes()
  const seen = new Set<string>()
  notes.expect(rules.length > 0, 'there are no rules')
  for (const { id, level, binds, sentence } of rules) {
    notes.expect(!seen.has(id), `${id} stands twice`)
    seen.add(id)
    const isOurs = id.startsWith(`${name}-`) && section.test(id.slice(name.length + 1))
    notes.expect(isOurs, `${id} is not ${name}- and a section`)
    notes.expect(levels.includes(level), `${id}: the level is ${level}`)
    notes.expect(bound.includes(binds), `${id} binds ${binds}`)
    notes.expect(sentence.trim() !== '', `${id} has no sentence`)
  }
  const ids = rules.map(({ id }) => id)
  const { compare } = new Intl.Collator('en', { numeric: true })
  notes.same(showValue(ids), showValue([...ids].sort(compare)), 'the rules in order')
  return notes.findings
}

/** Every feature has a grade, and the policy on the wire is possible, in every setting. */
export function carriageHolds(dialect: ServerDialect, { options }: Setting): Findings {
  const notes = new Notes()
  const graded = dialect.carries(options).features
  const names = Object.keys(graded).sort()
  notes.same(showValue(names), showValue(Object.keys(features).sort()), 'the features')
  for (const [feature, grade] of Object.entries(graded)) {
    notes.expect(isGrade(grade), `${feature} is ${showValue(grade)}`)
  }
  const { pace, maxFrame, loginTime, presence } = dialect.wire(options)
  const says = graded.presence.grade !== 'none'
  notes.expect((presence === true) === says, 'wire and the features differ about presence')
  notes.expect(Number.isFinite(pace) && pace >= 0, `the pace is ${pace}`)
  notes.expect(Number.isFinite(maxFrame) && maxFrame > 0, `maxFrame is ${maxFrame}`)
  notes.expect(Number.isFinite(loginTime) && loginTime >= 0, `loginTime is ${loginTime}`)
  return notes.findings
}

function isGrade(grade: Grade): boolean {
  switch (grade.grade) {
    case 'full':
    case 'none':
      return true
    case 'changed':
      return section.test(grade.rule) && grade.how.trim() !== ''
  }
}
