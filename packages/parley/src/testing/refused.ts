import { endingOf, runWords } from '../run-words.ts'

/**
 * How the program ends that refuses these words: in this process, since a start takes longer than to
 * refuse. Only for words after which nothing is started.
 */
export async function refused(...words: readonly string[]): Promise<ReturnType<typeof endingOf>> {
  try {
    await runWords(words, (status) => {
      throw new Error(`ended with status ${status}`)
    })
  } catch (error) {
    return endingOf(error)
  }
  throw new Error(`not refused: parley ${words.join(' ')}`)
}
