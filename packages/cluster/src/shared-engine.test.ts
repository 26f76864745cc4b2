import { policy, secret, stateOf, three } from './testing/three.ts'

const ok = (value: unknown) => ({ ok: true, value })
const no = (error: string) => ({ ok: false, error })

describe('several gateways on one log', () => {
  test.each([1, 2, 3])('give a name to one of those who ask for it at once (seed %i)', (seed) => {
    const { simulation, gateways } = three(seed)
    for (let round = 0; round < 100; round++) {
      const users = gateways.map((gateway) => gateway.user())
      const answers = users.map((user) => user.login('ann'))
      simulation.pass(1)
      const won = answers.filter(([answer]) => answer?.ok)
      expect(won).toHaveLength(1)
      expect(answers.flat()).toHaveLength(3)
      for (const { seat, gateway } of users) gateway.engine.detach(seat)
      simulation.pass(1)
    }
    for (const gateway of gateways) expect(stateOf(gateway).names).toEqual([])
  })

  test.each([1, 2, 3])(
    'hold the same, though entries are lost, come late or twice (seed %i)',
    (seed) => {
      const { simulation, gateways } = three(seed, { loss: 0.1, doubles: 0.1 })
      const users = gateways.map((gateway) => gateway.user())
      for (const [at, user] of users.entries()) user.login(`user${at}`)
      simulation.pass(9)
      const sent: string[] = []
      const answers = []
      for (let count = 0; count < 40; count++) {
        for (const [at, user] of users.entries()) {
          sent.push(`${count} of ${at}`)
          answers.push(user.ask({ kind: 'broadcast', text: `${count} of ${at}` }))
        }
        simulation.pass(6)
      }
      simulation.pass(9)
      const [first, ...others] = gateways.map(stateOf)
      expect(answers.filter(([answer]) => answer?.ok)).toHaveLength(120)
      expect(first?.timeline.map(({ text }) => text).sort()).toEqual([...sent].sort())
      expect(first?.names).toHaveLength(3)
      for (const other of others) expect(other).toEqual(first)
      for (const [at, user] of users.entries()) {
        const heard = user.heard.flatMap((event) => (event.kind === 'public' ? [event] : []))
        const ofOthers = first?.timeline.filter(({ from }) => from !== `user${at}`)
        expect(heard).toEqual(ofOthers)
      }
    },
  )

  test('number a message by its place in the log, and date it by the clock of the log', () => {
    const { simulation, gateways } = three(4)
    const [ann, bob] = gateways.slice(0, 2).map((gateway) => gateway.user())
    ann?.login('ann')
    bob?.login('bob')
    simulation.pass(1)
    const answers = ann?.ask({ kind: 'send', to: 'bob', text: 'hello' })
    simulation.pass(1)
    const sequence = simulation.log.length
    const time = simulation.log.at(-1)?.time
    const message = { kind: 'direct', id: sequence, time, from: 'ann', to: 'bob', text: 'hello' }
    expect(answers).toEqual([ok(message)])
    expect(bob?.heard.at(-1)).toEqual(message)
  })

  test('have the same rooms, and tell why somebody has left', () => {
    const { simulation, gateways } = three(6)
    const [ann, bob] = gateways.slice(0, 2).map((gateway) => gateway.user())
    ann?.login('ann')
    bob?.login('bob')
    simulation.pass(1)
    for (const user of [ann, bob]) user?.ask({ kind: 'joinRoom', room: '#tea' })
    simulation.pass(1)
    ann?.ask({ kind: 'broadcast', room: '#tea', text: 'hello' })
    simulation.pass(1)
    if (ann !== undefined) gateways[0]?.engine.detach(ann.seat, 'gone home')
    simulation.pass(1)
    expect(bob?.heard.slice(-2)).toMatchObject([
      { kind: 'public', text: 'hello', room: '#tea', number: 1 },
      { kind: 'left', name: 'ann', reason: 'gone home' },
    ])
    for (const { replica } of gateways) {
      expect([...replica.ports.rooms.all()].map(({ name }) => name)).toEqual(['#tea'])
    }
  })

  test('free the names of a gateway that is told to be gone, and take nothing more of it', () => {
    const { simulation, gateways } = three(5)
    const [a, b] = gateways
    if (a === undefined || b === undefined) throw new Error('there are three')
    const ann = a.user()
    ann.login('ann')
    simulation.pass(1)
    const epoch = a.engine.epoch ?? 0
    const late = ann.ask({ kind: 'broadcast', text: 'before' })
    b.engine.tellDown('a', epoch)
    a.isCut = true
    simulation.pass(1)
    const again = b.user()
    const answers = again.login('ann')
    simulation.pass(1)
    expect(answers).toEqual([ok({ name: 'ann' })])
    simulation.mend(a)
    expect(ann.ended).toBe('cluster-lost')
    expect(a.lost).toBe(1)
    a.engine.rise()
    simulation.pass(3)
    expect(a.engine.epoch).toBeGreaterThan(epoch)
    expect(stateOf(a)).toEqual(stateOf(b))
    const said = stateOf(b).timeline.map(({ text }) => text)
    expect(late.map(({ ok }) => ok)).toEqual(said.map(() => true))
  })

  test('free the names of a gateway that has begun again', () => {
    const { simulation, gateways } = three(6)
    const [a, b] = gateways
    a?.user().login('ann')
    simulation.pass(1)
    if (a !== undefined) a.isCut = true
    simulation.gateway('a')
    simulation.pass(1)
    const answers = b?.user().login('ann')
    simulation.pass(1)
    expect(answers).toEqual([ok({ name: 'ann' })])
  })

  test('refuse logins and answer nobody after 7 s without the log, and close after 10 s', () => {
    const { simulation, gateways } = three(7)
    const [a] = gateways
    if (a === undefined) throw new Error('there are three')
    const ann = a.user()
    ann.login('ann')
    simulation.pass(1)
    a.isCut = true
    simulation.pass(6)
    expect(ann.ask({ kind: 'history', last: 1 })).toHaveLength(1)
    simulation.pass(1)
    const held = ann.ask({ kind: 'history', last: 1 })
    expect(held).toEqual([])
    expect(a.user().login('bob')).toEqual([no('store-failed')])
    expect(ann.ended).toBe(undefined)
    simulation.pass(3)
    expect(ann.ended).toBe('cluster-lost')
    expect(held).toEqual([])
  })

  test('answer what was held, once the log is reached again in time', () => {
    const { simulation, gateways } = three(8)
    const [a] = gateways
    if (a === undefined) throw new Error('there are three')
    const ann = a.user()
    ann.login('ann')
    simulation.pass(1)
    a.isCut = true
    simulation.pass(8)
    const held = ann.ask({ kind: 'broadcast', text: 'late' })
    simulation.mend(a)
    simulation.pass(4)
    expect(held).toMatchObject([{ ok: true, value: { message: { text: 'late' } } }])
    expect(ann.ended).toBe(undefined)
  })

  test('do not come up beside a gateway with another configuration', () => {
    const { simulation, gateways } = three(9)
    const other = simulation.gateway('d', 'another')
    simulation.pass(1)
    expect(other.refused).toBe('config-differs')
    expect(other.engine.epoch).toBe(undefined)
    expect(gateways.map(({ engine }) => engine.epoch)).not.toContain(undefined)
  })

  test('count the users of a listener of one gateway for its cap', () => {
    const { simulation, gateways } = three(10)
    const answers = gateways.flatMap((gateway, at) => [
      gateway.user().login(`one${at}`, { cap: 1 }),
      gateway.user().login(`two${at}`, { cap: 1 }),
    ])
    simulation.pass(1)
    expect(answers.filter(([answer]) => answer?.ok)).toHaveLength(3)
    expect(
      answers.filter(([answer]) => answer?.ok === false && answer.error === 'full'),
    ).toHaveLength(3)
  })

  test('carry out nothing for a connection behind its end', () => {
    const { simulation, gateways } = three(11)
    const [a, b] = gateways
    const ann = a?.user()
    ann?.login('ann')
    simulation.pass(1)
    const answers = ann?.ask({ kind: 'broadcast', text: 'last words' })
    if (ann !== undefined) a?.engine.detach(ann.seat)
    simulation.pass(1)
    expect(answers).toEqual([])
    expect(b && stateOf(b).timeline.map(({ text }) => text)).toEqual(['last words'])
    expect(b && stateOf(b).names).toEqual([])
  })
})

describe('passwords among several gateways', () => {
  test('make an account that holds on all, and never stand in the log', () => {
    const { simulation, gateways } = three(20)
    const [a, b] = gateways
    const ann = a?.user()
    expect(ann).toBeDefined()
    const made = ann?.login('ann', { password: secret, policy })
    simulation.pass(1)
    if (ann !== undefined) a?.engine.detach(ann.seat)
    simulation.pass(1)
    const wrong = b?.user().login('ann', { password: 'wrong', policy })
    simulation.pass(1)
    const right = b?.user().login('ann', { password: secret, policy })
    simulation.pass(1)
    expect(made).toEqual([ok({ name: 'ann' })])
    expect(wrong).toEqual([{ ...no('wrong-password'), left: 2 }])
    expect(right).toEqual([ok({ name: 'ann' })])
    const states = gateways.map(stateOf)
    expect(states[1]).toEqual(states[0])
    expect(states[0]?.accounts).toHaveLength(1)
    const commands = simulation.log.map(({ entry }) => JSON.parse(new TextDecoder().decode(entry)))
    const passwords = commands.flatMap(({ act }) => act.command?.password ?? [])
    expect(new Set(passwords)).toEqual(new Set(['*']))
  })

  test('are judged again where the account was made meanwhile', () => {
    const { simulation, gateways } = three(21)
    const answers = gateways.map((gateway, at) =>
      gateway.user().login('ann', { password: `${secret} ${at}`, policy }),
    )
    simulation.pass(2)
    const errors = answers.map(([answer]) => (answer?.ok ? 'in' : answer?.error))
    expect(errors.sort()).toEqual(['in', 'wrong-password', 'wrong-password'])
  })

  test('lock a name on all gateways', () => {
    const { simulation, gateways } = three(22)
    const ann = gateways[0]?.user()
    ann?.login('ann', { password: secret, policy })
    simulation.pass(1)
    const errors = gateways.map((gateway) => {
      const answers = gateway.user().login('ann', { password: 'wrong', policy })
      simulation.pass(1)
      return answers
    })
    expect(errors.at(-1)).toEqual([no('locked-out')])
    const locked = gateways[1]?.user().login('ann', { password: secret, policy })
    simulation.pass(1)
    expect(locked).toEqual([no('locked')])
  })

  test('that no account can have are refused without one', () => {
    const { simulation, gateways } = three(23)
    const answers = ['', 'x'.repeat(129)].map((password) =>
      gateways[0]?.user().login('ann', { password, policy }),
    )
    simulation.pass(1)
    expect(answers).toEqual([[no('password-invalid')], [no('password-invalid')]])
  })
})
