import type { ClientStage } from '@parley/contract'
import { actOf, Values } from './steps.ts'
import { type Ruled, type Table, tableOf } from './table.ts'
import type { TestServer } from './test-server.ts'

/**
 * `server> text`: it says that to the client. `server< text`: it hears that next. `server ends`: it
 * closes its sending half. `server hears nothing`: for a moment. `client closes`: the connection.
 * `user types text`, `user sends bob text`, `user lists`, `user leaves`: what the person does.
 * `user sees text`: it is shown, among others; `user reads text`: it is shown next; `user gets bob text`:
 * a message is shown; `user exits`: the program ends. `pause 30`: so many milliseconds pass.
 * `{name}` in a text is with what the person logs in; any other word in braces is a new name.
 */
export type ClientStep =
  | `server${'>' | '<'} ${string}`
  | `server ${'ends' | 'hears nothing'}`
  | `user ${'types' | 'sends' | 'sees' | 'reads' | 'gets'} ${string}`
  | `user ${'lists' | 'leaves' | 'exits'}`
  | 'client closes'
  | `pause ${number}`

/** Makes tables of checks of a client; unless `login` says so, the client has logged in before each. */
export function clientChecks<Request, Options, Server extends TestServer<Request, Options>>(
  open: (stage: ClientStage<Request, Options>) => Server,
): Table<ClientStage<Request, Options>, Server, ClientStep> {
  return tableOf({
    open,
    async begin(server, login) {
      if (login === 'asked') await server.expectLogin()
      else if (login === 'done') await server.enter()
    },
    play,
    close: async () => {},
  })
}

async function play<Request, Options>(
  server: TestServer<Request, Options>,
  steps: readonly Ruled<ClientStep>[],
): Promise<void> {
  const values = new Values(() => server.word())
  values.set('name', server.name)
  for (const step of steps) {
    const { who, verb, text, rule } = actOf(step, values.of)
    if (who === 'pause') await server.stage.pass(Number(verb))
    else if (who === 'client') await server.wire.closes(rule)
    else if (who === 'user') await act(server, verb, text, rule)
    else if (verb === '>') await server.says(text)
    else if (verb === '<') await server.hears(text, rule)
    else if (verb === 'ends') server.wire.end()
    else await server.wire.silent(rule)
  }
}

/** What the person does, or sees. */
async function act<Request, Options>(
  { person }: TestServer<Request, Options>,
  verb: string,
  text: string,
  rule: string | undefined,
): Promise<void> {
  const [, name = '', rest = ''] = /^(\S+) ?([\s\S]*)$/.exec(text) ?? []
  if (verb === 'types') person.type(text)
  else if (verb === 'sends') person.send(name, rest)
  else if (verb === 'lists') person.list()
  else if (verb === 'leaves') person.leave()
  else if (verb === 'sees') await person.shows(text, rule)
  else if (verb === 'reads') await person.reads(text, rule)
  else if (verb === 'gets') await person.heard(name, rest, rule)
  else await person.ends(rule)
}
