import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import type { Check, ClientStage, Heard } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { object } from '../server/test-client.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

/** What a check about anything but the login needs. */
export const NEEDS = ['ghostr-8.1', 'ghostr-7.2'] as const

/** Longer than a client with a person in front needs for its next request, in milliseconds. */
export const PAUSE = 150

export class GhostrServer extends TestServer<Request, Options> {
  override async expectLogin(): Promise<void> {
    await this.start()
    this.person.login(this.name, this.password)
    await this.hears('login', 'ghostr-8.1')
  }

  override async admit(): Promise<void> {
    await this.says(object({ action: 'login', status: 'SUCCESS' }))
    await this.person.welcomed(this.name, 'ghostr-7.2')
  }

  /** The next request is of this action; line ends are passed over. */
  override async hears(action: string, rule?: string): Promise<Heard<Request>> {
    return this.wire.find(
      `the request ${action}`,
      (frame) => frame.kind !== 'line-end',
      ({ frame }) => (frame.kind === action ? undefined : { why: 'it is another', at: 0 }),
      rule,
    )
  }

  /** A message comes, and is shown. */
  async deliver(from: string, text: string): Promise<void> {
    await this.says(object({ action: 'receive_message', from, message: text }))
    await this.person.heard(from, text)
  }
}

export const checks: Table<Stage, GhostrServer, ClientStep> = clientChecks(
  (stage: Stage) => new GhostrServer(stage),
)
