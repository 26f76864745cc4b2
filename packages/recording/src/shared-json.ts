/** Texts as JSON; that of one that goes to many connections, one after another, is made once. */
export class SharedJson {
  #text = ''
  #json = '""'

  of(text: string): string {
    if (text !== this.#text) {
      this.#text = text
      this.#json = JSON.stringify(text)
    }
    return this.#json
  }
}
