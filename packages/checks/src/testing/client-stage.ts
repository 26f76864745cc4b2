import type { ClientStage, Person } from '@parley/contract'
import { type Answers, LineStage, LineWire } from './line-stage.ts'

/** A stage whose client is a function of what its server says; what the person does is noted. */
export class ClientLineStage extends LineStage implements ClientStage<string, object> {
  readonly done: string[] = []
  readonly #client: Answers

  constructor(client: Answers) {
    super(() => client)
    this.#client = client
  }

  async start(): Promise<LineWire> {
    this.done.push('start')
    const wire = new LineWire(this.#client)
    this.wires.push(wire)
    return wire
  }

  async accept(): Promise<LineWire> {
    return this.start()
  }

  async folder() {
    return this.skip('there is no folder')
  }

  async datagrams() {
    return this.skip('there are no datagrams')
  }

  get person(): Person {
    const note =
      (what: string) =>
      (...words: readonly string[]) => {
        this.done.push([what, ...words].join(' '))
      }
    const later =
      (what: string) =>
      async (...words: readonly (string | undefined)[]) => {
        this.done.push([what, ...words].filter((word) => word !== undefined).join(' '))
      }
    return {
      isUsual: true,
      hasEnded: false,
      login: note('login'),
      send: note('send'),
      list: note('list'),
      sendFile: note('send file'),
      leave: note('leave'),
      type: note('type'),
      hangUp: note('hang up'),
      shows: later('shows'),
      reads: later('reads'),
      welcomed: later('welcomed'),
      heard: later('heard'),
      heardByAll: later('heard by all'),
      ends: async () => {
        this.done.push('ends')
        return 0
      },
    }
  }
}
