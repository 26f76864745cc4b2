import type { ClientStage, Person, Wire } from '@parley/contract'

/** The server of the one client of a check, and the person in front of that client. */
export abstract class TestServer<Request, Options> {
  readonly stage: ClientStage<Request, Options>
  /** With which the person logs in. */
  name: string
  readonly password = 'falcon*solo'
  #wire: Wire<Request> | undefined

  constructor(stage: ClientStage<Request, Options>) {
    this.stage = stage
    this.name = stage.name()
  }

  /** Starts the client, if it was not, and comes to where its login has been sent and not answered. */
  abstract expectLogin(): Promise<unknown>

  /** Answers the login, and waits until the client shows it. */
  abstract admit(): Promise<void>

  /** Expects this of a table of steps. */
  abstract hears(text: string, rule?: string): Promise<unknown>

  /** Says this of a table of steps. */
  async says(text: string): Promise<void> {
    await this.wire.say(text)
  }

  /** The client has logged in. */
  async enter(): Promise<void> {
    await this.expectLogin()
    await this.admit()
  }

  /**
   * Waits until the client shows that its login has succeeded. A client that shows something else is
   * broken in that alone, and is judged further; one that has ended is not.
   */
  async untilWelcomed(rule: string): Promise<void> {
    try {
      await this.person.welcomed(this.name, rule)
    } catch (error) {
      if (this.person.hasEnded) throw error
    }
  }

  get person(): Person {
    return this.stage.person
  }

  /** The connection that the client has opened last. */
  get wire(): Wire<Request> {
    return this.#wire ?? this.stage.fail('the client has not connected')
  }

  /** A new name, or any unique word. */
  word(): string {
    return this.stage.name()
  }

  /** Starts the client. Some connect only after a name was typed, so `type` may do that. */
  async start(type: () => void = () => {}): Promise<void> {
    const starting = this.stage.start()
    starting.catch(() => {})
    type()
    this.#wire = await starting
  }

  /** The client opens another connection. */
  async accept(): Promise<void> {
    this.#wire = await this.stage.accept()
  }
}
