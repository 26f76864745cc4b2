import type { AccountChange, AccountFault } from './account-change.ts'
import { policy, secret, stateOf, three } from './testing/three.ts'

const ok = (value: unknown) => ({ ok: true, value })
const no = (error: string) => ({ ok: false, error })

/** Three gateways; on the first a moderator, on the second a user. */
function moderated(seed: number) {
  const { simulation, gateways } = three(seed)
  const [a, b, c] = gateways
  if (a === undefined || b === undefined || c === undefined) throw new Error('there are three')
  const change = (gateway: typeof a, changed: AccountChange) => {
    const faults: (AccountFault | undefined)[] = []
    expect(gateway.engine.change(changed, (fault) => faults.push(fault))).toBe(true)
    simulation.pass(1)
    return faults
  }
  expect(change(c, { kind: 'add', name: 'mod', hash: secret })).toEqual([undefined])
  expect(change(b, { kind: 'moderator', name: 'mod', isOne: true })).toEqual([undefined])
  const [mod, ann] = [a.user(), b.user()]
  const entered = [mod.login('mod', { password: secret, policy }), ann.login('ann')]
  simulation.pass(1)
  expect(entered.flat()).toEqual([ok({ name: 'mod' }), ok({ name: 'ann' })])
  return { simulation, gateways, change, a, b, c, mod, ann }
}

test('a moderator puts out and keeps out a user of another gateway', () => {
  const { simulation, gateways, c, mod, ann } = moderated(30)
  const kicked = mod.ask({ kind: 'kick', name: 'ann', reason: 'noise' })
  simulation.pass(1)
  expect(kicked).toEqual([ok(null)])
  expect(ann.ended).toBe('kicked')
  for (const gateway of gateways) {
    expect(stateOf(gateway).names.map(({ name }) => name)).toEqual(['mod'])
  }
  expect(mod.heard.at(-1)).toMatchObject({ kind: 'left', reason: 'Put out by mod: noise' })
  const banned = mod.ask({ kind: 'ban', name: 'ann', for: 60_000 })
  simulation.pass(1)
  expect(banned).toMatchObject([{ ok: true, value: { name: 'ann', by: 'mod' } }])
  const again = c.user().login('ann')
  simulation.pass(1)
  expect(again).toEqual([no('banned')])
  simulation.pass(60)
  const later = c.user().login('ann')
  simulation.pass(1)
  expect(later).toEqual([ok({ name: 'ann' })])
})

test('a name that was given up for another one is free on all gateways', () => {
  const { simulation, gateways, c, ann } = moderated(31)
  const renamed = ann.ask({ kind: 'rename', name: 'anna' })
  const same = c.user().login('anna')
  simulation.pass(1)
  expect([...renamed, ...same].filter((answer) => answer.ok)).toHaveLength(1)
  const names = gateways.map((gateway) =>
    stateOf(gateway)
      .names.map(({ name }) => name)
      .sort(),
  )
  expect(names[1]).toEqual(names[0])
  expect(names[2]).toEqual(names[0])
  expect(names[0]).toContain('anna')
})

test('one who is put out of a room of another gateway is in it nowhere', () => {
  const { simulation, gateways, mod, ann } = moderated(32)
  for (const user of [mod, ann]) user.ask({ kind: 'joinRoom', room: '#tea' })
  simulation.pass(1)
  mod.ask({ kind: 'ban', name: 'ann', room: '#tea' })
  simulation.pass(1)
  const again = ann.ask({ kind: 'joinRoom', room: '#tea' })
  simulation.pass(1)
  expect(again).toEqual([no('banned')])
  for (const gateway of gateways) {
    const reader = gateway.user()
    reader.login(`reader-${gateway.name}`)
    simulation.pass(1)
    expect(reader.ask({ kind: 'list', room: '#tea' })).toMatchObject([
      { ok: true, value: [{ name: 'mod' }] },
    ])
  }
})

test('an account that the operator removes is gone on all gateways, and so is its user', () => {
  const { simulation, gateways, change, c, mod } = moderated(33)
  expect(change(c, { kind: 'remove', name: 'mod' })).toEqual([undefined])
  simulation.pass(1)
  expect(mod.ended).toBe('account-removed')
  for (const gateway of gateways) {
    const { names, accounts } = stateOf(gateway)
    expect(names.map(({ name }) => name)).toEqual(['ann'])
    expect(accounts).toEqual([])
  }
})

test('a change that cannot be made says why, and changes nothing', () => {
  const { gateways, change, a, b } = moderated(34)
  const before = gateways.map(stateOf)
  expect([
    ...change(a, { kind: 'add', name: 'mod', hash: 'x' }),
    ...change(b, { kind: 'add', name: 'Mod', hash: 'x' }),
    ...change(a, { kind: 'password', name: 'bob', hash: 'x' }),
    ...change(b, { kind: 'moderator', name: 'bob', isOne: true }),
    ...change(a, { kind: 'remove', name: 'bob' }),
    ...change(b, { kind: 'unlock', name: 'mod' }),
  ]).toEqual([
    { kind: 'has-account' },
    { kind: 'too-similar', other: 'mod' },
    { kind: 'no-account' },
    { kind: 'no-account' },
    { kind: 'no-account' },
    { kind: 'not-locked' },
  ])
  expect(gateways.map(stateOf)).toEqual(before)
})

test('a password that the operator changes holds on all gateways', () => {
  const { simulation, change, a, b, c } = moderated(35)
  change(a, { kind: 'add', name: 'bob', hash: 'old' })
  expect(change(b, { kind: 'password', name: 'bob', hash: 'new' })).toEqual([undefined])
  const wrong = c.user().login('bob', { password: 'old', policy })
  simulation.pass(1)
  const right = c.user().login('bob', { password: 'new', policy })
  simulation.pass(1)
  expect(wrong).toMatchObject([{ ok: false, error: 'wrong-password' }])
  expect(right).toEqual([ok({ name: 'bob' })])
})

test('a gateway without the log takes no change', () => {
  const { simulation, c } = moderated(36)
  c.isCut = true
  simulation.pass(7)
  expect(c.engine.change({ kind: 'remove', name: 'mod' }, () => {})).toBe(false)
})
