import type { ClientStage } from '@parley/contract'
import { type ClientStep, clientChecks } from './client-checks.ts'
import { NONE, TestServer } from './index.ts'
import type { Entry } from './table.ts'
import { ClientLineStage } from './testing/client-stage.ts'
import { equal } from './testing/line-stage.ts'

class LineServer extends TestServer<string, object> {
  override async expectLogin(): Promise<void> {
    await this.start(() => this.person.login(this.name))
    await this.says('PLEASE LOG IN')
    await this.hears('LOGIN')
  }

  override async admit(): Promise<void> {
    await this.says('WELCOME')
    await this.person.welcomed(this.name)
  }

  override async hears(text: string, rule?: string): Promise<void> {
    await this.wire.expect(text, (heard) => equal(heard.text, text), rule)
  }
}

const checks = clientChecks(
  (stage: ClientStage<string, object>): LineServer => new LineServer(stage),
)

const named = { id: 'x-1.1', title: 'does something', hint: 'do it' }

/** Logs in when asked, and repeats what else it hears. */
async function played(entry: Entry<LineServer, ClientStep>) {
  const stage = new ClientLineStage((line) =>
    line === 'PLEASE LOG IN' ? ['LOGIN'] : line === 'WELCOME' ? [] : [`HEARD ${line}`],
  )
  const [check] = checks(NONE, [entry])
  const failure = await check?.run(stage).then(() => 'passed', String)
  return { said: stage.wires.map(({ said }) => said), done: stage.done, failure }
}

test('steps are said and heard by the server, and done and seen by the person', async () => {
  const { said, done, failure } = await played({
    ...named,
    steps: [
      'user types hello there',
      'user sends {bob} two  words',
      'user lists',
      'server> {bob} and {name}',
      'server< HEARD {bob} and {name}',
      ['user sees {bob} is here', 'x-2.2'],
      'user reads one',
      'user gets {bob} two words',
      'server hears nothing',
      'user leaves',
      'server ends',
      'client closes',
      'user exits',
    ],
  })
  expect(failure).toBe('passed')
  expect(said).toEqual([['PLEASE LOG IN', 'WELCOME', 'name2 and name1', '(ended)', '(closed)']])
  expect(done).toEqual([
    'start',
    'login name1',
    'welcomed name1',
    'type hello there',
    'send name2 two  words',
    'list',
    'shows name2 is here x-2.2',
    'reads one',
    'heard name2 two words',
    'leave',
    'ends',
  ])
})

test('what the client says wrong fails the check, for the rule that the step names', async () => {
  const steps = ['server> hello', ['server< SOMETHING', 'x-2.2']] as const
  expect((await played({ ...named, steps })).failure).toBe('Error: HEARD hello came (x-2.2)')
})

test.each([
  ['none', []],
  ['asked', ['start', 'login name1']],
  ['done', ['start', 'login name1', 'welcomed name1']],
] as const)('a check whose login is %s begins there', async (login, done) => {
  expect((await played({ ...named, login, steps: [] })).done).toEqual(done)
})

test('the connection of a client that was not started fails the check', async () => {
  const { failure } = await played({ ...named, login: 'none', steps: ['server> hello'] })
  expect(failure).toBe('Error: the client has not connected')
})
