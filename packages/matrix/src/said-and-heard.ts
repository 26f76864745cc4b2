import type { Audience } from '@parley/contract'
import { filled } from '@parley/kit'
import type { CellRun } from './cell.ts'

/** The two that talk in a cell. */
type Side = 'client' | 'counterpart'

/** What the texts of a cell are on their way: what its two dialects do to them, and to how many they go. */
export class SaidAndHeard {
  readonly #cell: CellRun
  /** Whom a text is for, by who says it. */
  readonly audiences: Readonly<Record<Side, Audience>>

  constructor(cell: CellRun) {
    this.#cell = cell
    const { send } = cell.client.driver
    const isToOne = send.some((line) => line.includes('{to}'))
    const client = isToOne && this.#says('client', 'text', 'one') !== undefined
    const counterpart = this.#says('counterpart', 'text', 'one') !== undefined
    this.audiences = {
      client: client ? 'one' : 'everyone',
      counterpart: client && counterpart ? 'one' : 'everyone',
    }
  }

  /** What our user hears of a text that is typed at the client. */
  ofClient(text: string): string {
    const audience = this.audiences.client
    const said = this.#says('client', text, audience) ?? text
    return this.#hears('counterpart', said, audience)
  }

  /**
   * What the client may show of a text that our user says, by its driver: changes of its dialect stand in
   * the text or in the words of the driver.
   */
  ofCounterpart(text: string): readonly string[] {
    const { driver } = this.#cell.client
    const audience = this.audiences.counterpart
    const said = this.#says('counterpart', text, audience) ?? text
    const forms =
      audience === 'one' ? [driver.heard] : [driver.heardByAll ?? [], driver.heard].flat()
    const from = this.#cell.accounts.counterpart.name
    return forms.flatMap((form) =>
      [said, this.#hears('client', said, audience)].map((one) => filled(form, { from, text: one })),
    )
  }

  /** What reaches the other side of a text that is said there, as the dialect declares it. */
  #says(sender: Side, text: string, audience: Audience): string | undefined {
    const { dialect, options } = this.#cell[sender]
    return dialect.carries(options).says(text, audience)
  }

  #hears(receiver: Side, said: string, audience: Audience): string {
    const { dialect, options } = this.#cell[receiver]
    return dialect.carries(options).hears(said, audience)[0] ?? said
  }
}
