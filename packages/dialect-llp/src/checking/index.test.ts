import { readFileSync } from 'node:fs'
import { dialect } from '../index.ts'
import { rules } from '../rules.ts'
import { checking } from './index.ts'

const sides = ['server', 'client'] as const
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

describe('rules', () => {
  test.each(rules)('README.md has the section of $id', ({ id }) => {
    expect(readme).toContain(`**${id.replace(/^llp-|[a-z]$/g, '')}**`)
  })

  test('each has an id of its own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })
})

describe.each(sides)('checks of a %s', (side) => {
  const checks: readonly { rule: string; variant?: string; needs?: readonly string[] }[] =
    checking[side]
  const bound = rules.filter(({ binds }) => binds === side || binds === 'both').map(({ id }) => id)

  test('there is one for each rule', () => {
    const checked = new Set(checks.map(({ rule }) => rule))
    expect(bound.filter((id) => !checked.has(id))).toEqual(Object.keys(checking.unchecked[side]))
  })

  test('each is about a rule of this side, and has an id of its own', () => {
    for (const { rule } of checks) expect(bound).toContain(rule)
    const ids = checks.map(({ rule, variant }) => `${rule}.${variant}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('none needs what is checked only after it', () => {
    for (const [index, { rule, variant, needs = [] }] of checks.entries()) {
      const before = checks
        .slice(0, index)
        .flatMap((check) => [check.rule, `${check.rule}.${check.variant}`])
      const late = needs.filter((id) => !before.includes(id))
      expect({ rule, variant, late }).toEqual({ rule, variant, late: [] })
    }
  })

  test('each fault breaks rules of this side', () => {
    for (const { breaks } of checking.faults[side]) {
      for (const rule of breaks) expect(bound).toContain(rule)
    }
  })
})

describe('looks', () => {
  const { client = /$^/, server = /$^/ } = dialect.looks ?? {}

  test('tell this dialect', () => {
    expect('LOGIN olivia\r\n').toMatch(client)
    expect('\xff\xfb\x1f\xff\xfd\x01LOGIN olivia\r\n').toMatch(client)
    expect('> OK - Welcome to the Love Letter Server\n').toMatch(server)
  })

  test('leave the others alone', () => {
    for (const other of ['HELLO-FROM ann\n', '{"request": "login"}', 'TYPE: LOGON;;WHO: a;;']) {
      expect(other).not.toMatch(client)
      expect(other).not.toMatch(server)
    }
  })
})
