import type { Check, ClientStage, Heard, Wire } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { object } from '../server/test-client.ts'

type Stage = ClientStage<Request, Options>
type Connection = Wire<Request>

export type ClientCheck = Check<Stage>

/** Longer than a client with a person in front needs for its next request, in milliseconds. */
export const PAUSE = 150

/** The next request is this one; line ends are passed over. */
export async function requested(
  wire: Connection,
  kind: Request['kind'],
  rule?: string,
): Promise<Heard<Request>> {
  return await wire.find(
    `the request ${kind}`,
    (frame) => frame.kind !== 'line-end',
    ({ frame }) => (frame.kind === kind ? undefined : { why: 'it is another', at: 0 }),
    rule,
  )
}

/** A client that has logged in. */
export async function loggedIn(stage: Stage): Promise<{ wire: Connection; name: string }> {
  const name = stage.name()
  const wire = await stage.start()
  stage.person.login(name, 'falcon*solo')
  await requested(wire, 'login', 'ghostr-8.1')
  await wire.say(object({ action: 'login', status: 'SUCCESS' }))
  await stage.person.welcomed(name, 'ghostr-7.2')
  return { wire, name }
}

/** A message comes, and is shown. */
export async function deliver(
  stage: Stage,
  wire: Connection,
  from: string,
  text: string,
): Promise<void> {
  await wire.say(object({ action: 'receive_message', from, message: text }))
  await stage.person.heard(from, text)
}

/** What a check about anything but the login needs. */
export const NEEDS = ['ghostr-8.1', 'ghostr-7.2'] as const
