import { Party, type ServerCheck, type Stage } from './party.ts'

const NEEDS = ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c']

/** What is said in one line arrives as these bodies; `said` and `heard` are given a word. */
async function becomes(
  stage: Stage,
  said: (word: string) => string,
  heard: (word: string) => readonly string[],
): Promise<void> {
  const party = new Party(stage)
  const [from, to] = [await party.user(), await party.user()]
  const word = party.word()
  await party.ask(from.wire, `SEND ${to.name} ${said(word)}\n`, 'SEND-OK\n', 'vu-3.3')
  for (const body of heard(word)) await party.hear(to.wire, `DELIVERY ${from.name} ${body}\n`)
  await party.pass(from, to, party.word())
}

export const extensionChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-6.1',
    title: 'a message to everyone',
    hint: 'SEND * is answered SEND-OK and delivered once to each of the others.',
    needs: NEEDS,
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [from, two, three] = [await party.user(), await party.user(), await party.user()]
      const body = party.word()
      await party.ask(from.wire, `SEND * ${body}\n`, 'SEND-OK\n')
      for (const to of [two, three]) {
        await party.hear(to.wire, `DELIVERY ${from.name} ${body}\n`)
        await party.pass(from, to, party.word(), 'vu-6.1')
        await party.pass(to, from, party.word(), 'vu-6.1')
      }
    },
  },
  {
    rule: 'vu-6.2',
    title: 'a text of several lines',
    hint: 'Split a text at its line breaks and deliver each line.',
    needs: NEEDS,
    scope: 'extension',
    run: (stage) =>
      becomes(
        stage,
        (word) => `${word} one\u2028${word} two\u000b${word} three`,
        (word) => [`${word} one`, `${word} two`, `${word} three`],
      ),
  },
  {
    rule: 'vu-6.2a',
    title: 'an empty line within a text',
    hint: 'Deliver one space for a line that has nothing in it.',
    needs: [...NEEDS, 'vu-6.2'],
    scope: 'extension',
    run: (stage) =>
      becomes(
        stage,
        (word) => `${word} one\u2028\u2028${word} two`,
        (word) => [`${word} one`, ' ', `${word} two`],
      ),
  },
  {
    rule: 'vu-6.4',
    title: 'control characters in a body',
    hint: 'Put U+FFFD for each control character but tab: a terminal would obey it.',
    needs: NEEDS,
    scope: 'extension',
    run: (stage) =>
      becomes(
        stage,
        (word) => `${word}\u001b[2J\tred\u0007`,
        (word) => [`${word}\ufffd[2J\tred\ufffd`],
      ),
  },
]
