import type { Phrases } from '@parley/contract'

/** Stands for the name in what is typed to log in: no terminal takes it for a name. */
const MARK = '\0'

/**
 * Tells from what a person types and reads in a terminal whether they are logged in, and as whom: by
 * the phrases of the terminal alone.
 */
export class LoginWatch {
  /** As whom the person has logged in; undefined before that. */
  name: string | undefined
  /** Whether something was typed after that. */
  hasTalked = false
  readonly #welcome: Phrases['welcome']
  readonly #before: string
  readonly #after: string
  #asked: string | undefined

  constructor({ login, welcome }: Pick<Phrases, 'login' | 'welcome'>) {
    const [line = MARK] = login(MARK, '')
    const [before = '', after = ''] = line.split(MARK)
    this.#welcome = welcome
    this.#before = before.toLowerCase()
    this.#after = after
  }

  /** Where a login is no command but an answer to a question, no line after it is one. */
  typed(line: string): void {
    if (this.name !== undefined) this.hasTalked = true
    if (this.hasTalked && this.#before === '') return
    if (!line.toLowerCase().startsWith(this.#before) || !line.endsWith(this.#after)) return
    const end = line.length - this.#after.length
    const name = line.slice(this.#before.length, end).trim()
    if (name !== '') this.#asked = name
  }

  shown(text: string): void {
    if (this.#asked === undefined || !text.includes(this.#welcome(this.#asked))) return
    this.name = this.#asked
    this.#asked = undefined
  }
}
