import { dialect } from '../index.ts'
import { rules } from '../rules.ts'
import { checking } from './index.ts'

const sides = ['server', 'client'] as const

describe.each(sides)('checks of a %s', (side) => {
  const checks: readonly { rule: string; variant?: string; needs?: readonly string[] }[] =
    checking[side]
  const bound = rules.filter(({ binds }) => binds === side || binds === 'both').map(({ id }) => id)

  test('every rule has a check', () => {
    const checked = new Set(checks.map(({ rule }) => rule))
    expect(bound.filter((id) => !checked.has(id))).toEqual(Object.keys(checking.unchecked[side]))
  })

  test('each has a rule of this side and a unique id', () => {
    for (const { rule } of checks) expect(bound).toContain(rule)
    const ids = checks.map(({ rule, variant }) => `${rule}.${variant}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('each comes after those it needs', () => {
    for (const [index, { rule, variant, needs = [] }] of checks.entries()) {
      const before = checks.slice(0, index).map((check) => check.rule)
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

  test('recognise this dialect', () => {
    expect('{"request": "login", "content": "bob"}').toMatch(client)
    expect('{ "content":null,"request":"names"}').toMatch(client)
    expect('{"timestamp":"2016-03-14T12:34:56","sender":"server"').toMatch(server)
    expect('{"response": "info", "content": "hello"}').toMatch(server)
  })

  test('do not match other dialects', () => {
    for (const other of [
      'HELLO-FROM ann\n',
      'LOGIN olivia\r\n',
      'TYPE: LOGON;;WHO: a;;',
      '{"action": "login", "username": "bob", "password": "x"}',
      '{"action": "message", "message": "\\"request\\": 1", "user": "bob"}',
    ]) {
      expect(other).not.toMatch(client)
      expect(other).not.toMatch(server)
    }
  })
})
