import type { ServerStage } from '@parley/contract'
import { type Account, NONE, serverChecks, TestClient, TestClients } from './index.ts'
import type { ServerStep } from './server-checks.ts'
import type { Entry, Ruled } from './table.ts'
import { type Answers, equal, LineStage } from './testing/line-stage.ts'

class LineClient extends TestClient<string, object> {
  protected override readonly spoken = { login: /LOGIN /, goodbye: /LOGOUT/ }

  protected override tells(frame: string): 'in' | 'refused' | undefined {
    return frame === 'WELCOME' ? 'in' : frame === 'IN USE' ? 'refused' : undefined
  }

  protected override async goodbye(): Promise<void> {
    await this.wire.say('LOGOUT')
  }

  override async login({ name }: Account, rule?: string): Promise<void> {
    this.name = name
    await this.wire.say(`LOGIN ${name}`)
    await this.hears('WELCOME', rule)
  }

  override async tryLogin({ name }: Account): Promise<boolean> {
    await this.wire.say(`LOGIN ${name}`)
    return (await this.wire.next('an answer')).frame === 'WELCOME'
  }

  override async hears(text: string, rule?: string): Promise<void> {
    await this.wire.find(
      text,
      (frame) => frame !== 'NOTICE',
      (heard) => equal(heard.text, text),
      rule,
    )
  }
}

type Clients = TestClients<string, object, LineClient>

const checks = serverChecks(
  (stage: ServerStage<string, object>): Clients =>
    new TestClients(stage, (connection) => new LineClient(connection)),
)

const named = { id: 'x-1.1', title: 'does something', hint: 'do it' }

/** Welcomes everybody, and repeats what else is said behind a notice for all. */
const welcoming = (): Answers => (line) => {
  if (line === 'LOGOUT') return []
  return line.startsWith('LOGIN ') ? ['WELCOME'] : ['NOTICE', `YOU SAID ${line}`]
}

/** What was said on each connection, and how the check ended. */
async function played(entry: Entry<Clients, ServerStep>, answers: () => Answers = welcoming) {
  const stage = new LineStage(answers)
  const [check] = checks(NONE, [entry])
  const failure = await check?.run(stage).then(() => 'passed', String)
  return { said: stage.wires.map(({ said }) => said), failure, passed: stage.passed }
}

describe('steps', () => {
  test('log in the users that they name, and fill in names and words', async () => {
    const { said, failure } = await played({
      ...named,
      steps: [
        'bob> {ann} {word} {"json"}',
        'bob< YOU SAID {ann} {word} {"json"}',
        'guest> {word} {other}',
        'guest< YOU SAID {word} {other}',
      ],
    })
    expect(failure).toBe('passed')
    expect(said).toEqual([
      ['LOGIN name1', 'LOGOUT'],
      ['LOGIN name2', 'name1 name3 {"json"}', 'LOGOUT'],
      ['name3 name4'],
    ])
  })

  test('end, are closed, get nothing and wait', async () => {
    const { said, failure, passed } = await played({
      ...named,
      steps: ['pause 30', 'ann gets nothing', 'ann ends', 'bob is closed'],
    })
    expect({ failure, passed }).toEqual({ failure: 'passed', passed: [30, 0] })
    expect(said).toEqual([
      ['LOGIN name1', '(ended)'],
      ['LOGIN name2', '(closed)'],
    ])
  })

  const wrong: readonly (readonly [Ruled<ServerStep>, string])[] = [
    ['ann< NOTHING SO', 'Error: YOU SAID hello came (its own)'],
    [['ann< NOTHING SO', 'x-2.2'], 'Error: YOU SAID hello came (x-2.2)'],
  ]

  test.each(wrong)('an answer that is not %j fails the check', async (step, failure) => {
    const result = await played({ ...named, steps: ['ann> hello', step] })
    expect(result.failure).toBe(failure)
    expect(result.said).toEqual([['LOGIN name1', 'hello', 'LOGOUT']])
  })
})

describe('the goodbye', () => {
  test('is said by each connection that has logged in, also where the check fails', async () => {
    const { said, failure } = await played({
      ...named,
      async run(clients) {
        await clients.pair()
        await clients.connect()
        clients.stage.fail('it is wrong')
      },
    })
    expect(failure).toBe('Error: it is wrong')
    expect(said).toEqual([['LOGIN name1', 'LOGOUT'], ['LOGIN name2', 'LOGOUT'], []])
  })

  test('is said where a login was said and its answer not read', async () => {
    const { said } = await played({ ...named, steps: ['guest> LOG', 'guest> IN ann'] })
    expect(said).toEqual([['LOG', 'IN ann', 'LOGOUT']])
  })

  test('is not said twice, nor after an end, a reset or a close', async () => {
    const { said } = await played({
      ...named,
      async run(clients) {
        const [one, two, three, four] = await clients.users(4)
        await one?.wire.say('LOGOUT')
        two?.wire.end()
        three?.wire.reset()
        await four?.wire.closes()
      },
    })
    expect(said).toEqual([
      ['LOGIN name1', 'LOGOUT'],
      ['LOGIN name2', '(ended)'],
      ['LOGIN name3', '(reset)'],
      ['LOGIN name4', '(closed)'],
    ])
  })

  test('is not said where the login was refused, and is after a second login', async () => {
    let count = 0
    const refusing = (): Answers => () => {
      count += 1
      return [count === 1 ? 'IN USE' : 'WELCOME']
    }
    const steps = ['guest> LOGIN a', 'guest< IN USE'] as const
    const once = await played({ ...named, steps }, refusing)
    expect(once.said).toEqual([['LOGIN a']])
    count = 0
    const twice = await played({ ...named, steps: [...steps, 'guest> LOGIN b'] }, refusing)
    expect(twice.said).toEqual([['LOGIN a', 'LOGIN b', 'LOGOUT']])
  })

  test('a name that is not free at once is asked for on new connections', async () => {
    let count = 0
    const late = (): Answers => () => {
      count += 1
      return [count < 3 ? 'IN USE' : 'WELCOME']
    }
    const { said, passed } = await played(
      {
        ...named,
        async run(clients) {
          const client = await clients.waitUntilFree({ name: 'ann', password: '' })
          expect(client).toBeDefined()
        },
      },
      late,
    )
    expect(said).toEqual([
      ['LOGIN ann', '(ended)'],
      ['LOGIN ann', '(ended)'],
      ['LOGIN ann', 'LOGOUT'],
    ])
    expect(passed).toEqual([100, 100, 0, 0])
  })

  test('a name that stays in use is given up after some seconds', async () => {
    const { said, passed } = await played(
      {
        ...named,
        async run(clients) {
          expect(await clients.waitUntilFree({ name: 'ann', password: '' }, 1)).toBeUndefined()
        },
      },
      () => () => ['IN USE'],
    )
    expect([said.length, passed.length]).toEqual([10, 11])
  })
})

describe('a table', () => {
  const run = async () => {}

  test('makes rule and variant of an id', () => {
    const ids = ['vu-3.7', 'vu-3.7a', 'vu-3.7a.space', 'ghostr-text-10.12.no-name']
    const parts = checks(
      NONE,
      ids.map((id) => ({ ...named, id, run })),
    )
    expect(parts.map(({ rule, variant }) => [rule, variant])).toEqual([
      ['vu-3.7', undefined],
      ['vu-3.7a', undefined],
      ['vu-3.7a', 'space'],
      ['ghostr-text-10.12', 'no-name'],
    ])
  })

  test('adds its needs to those of each check, each of them once', () => {
    const [one, two] = checks(
      ['x-1', 'x-2'],
      [
        { ...named, run },
        { ...named, needs: ['x-2', 'x-3'], run },
      ],
    )
    expect([one?.needs, two?.needs]).toEqual([
      ['x-1', 'x-2'],
      ['x-1', 'x-2', 'x-3'],
    ])
  })

  test('keeps the steps of a check for those who read it, and nothing else', () => {
    const [one] = checks(NONE, [{ ...named, steps: ['ann> hi', ['ann< YOU SAID hi', 'x-2.2']] }])
    expect({ ...one, run: undefined }).toEqual({
      rule: 'x-1.1',
      title: 'does something',
      hint: 'do it',
      steps: ['ann> hi', 'ann< YOU SAID hi'],
      run: undefined,
    })
  })
})
