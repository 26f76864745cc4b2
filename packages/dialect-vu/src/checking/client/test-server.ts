import type { Check, ClientStage, Wire } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>
export type Connection = Wire<Request>

/** Section 4, to the letter. */
export const texts = {
  prompt: 'Welcome to Chat Client. Enter your login: ',
  welcome: (name: string) => `Successfully logged in as ${name}!\n`,
  inUse: (name: string) => `Cannot log in as ${name}. That username is already in use.\n`,
  disallowed: (name: string) =>
    `Cannot log in as ${name}. That username contains disallowed characters.\n`,
  full: 'Cannot log in. The server is full!\n',
  users: (...names: readonly string[]) =>
    `There are ${names.length} online users:\n${names.map((name) => `${name}\n`).join('')}`,
  sent: 'The message was sent successfully\n',
  nobody: 'The destination user does not exist\n',
  from: (name: string, text: string) => `From ${name}: ${text}\n`,
  header: 'Error: Unknown issue in previous message header.\n',
  body: 'Error: Unknown issue in previous message body.\n',
} as const

/** Starts the client. Some connect only after a name was typed, so this may be awaited later. */
export function startClient(stage: Stage): Promise<Connection> {
  const wire = stage.start()
  wire.catch(() => {})
  return wire
}

/** Timeout for the login prompt of a client that has not connected, in milliseconds. */
const PROMPT_TIMEOUT = 1500

/** The client runs, and nothing was typed. */
export async function startWithoutLogin(stage: Stage): Promise<void> {
  await Promise.race([startClient(stage), stage.pass(PROMPT_TIMEOUT)])
}

/** The client has sent its login. */
export async function expectLogin(stage: Stage): Promise<{ name: string; wire: Connection }> {
  const name = stage.name()
  const starting = startClient(stage)
  stage.person.login(name)
  const wire = await starting
  await wire.hear(`HELLO-FROM ${name}\n`, 'vu-2.1')
  return { name, wire }
}

/** The client has logged in and shows it in the words that its driver knows. */
export async function logIn(stage: Stage): Promise<{ name: string; wire: Connection }> {
  const user = await expectLogin(stage)
  await user.wire.say(`HELLO ${user.name}\n`)
  await stage.person.welcomed(user.name, 'vu-4.2')
  return user
}

/** Waits until all output so far has been read; `reads` then sees only what comes next. */
export async function outputRead(stage: Stage, wire: Connection): Promise<void> {
  const [from, text] = [stage.name(), stage.name()]
  await wire.say(`DELIVERY ${from} ${text}\n`)
  await stage.person.shows(`${text}\n`, 'vu-4.7')
}

/** The person types `line`, the client sends `said`, gets `answer` and shows `shown`. */
export async function exchange(
  stage: Stage,
  wire: Connection,
  { line, said, answer, shown }: Record<'line' | 'said' | 'answer' | 'shown', string>,
): Promise<void> {
  stage.person.type(line)
  await wire.hear(said, said === 'LIST\n' ? 'vu-4.6' : 'vu-4.6c')
  await outputRead(stage, wire)
  await wire.say(answer)
  await stage.person.reads(shown)
}
