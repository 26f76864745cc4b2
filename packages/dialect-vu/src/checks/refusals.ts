import { type Connection, Party, type ServerCheck, type Stage } from './party.ts'

/** So many ask for the same name at once. */
const AT_ONCE = 12

/** After login this line is refused for its first word. */
async function unknown(stage: Stage, ...lines: readonly string[]): Promise<void> {
  const party = new Party(stage)
  const { wire } = await party.user()
  for (const line of lines) await party.ask(wire, line, 'BAD-RQST-HDR\n')
}

export const refusalChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-3.9',
    title: 'a word that does not exist',
    hint: 'Where the first word is none that you know, answer BAD-RQST-HDR.',
    needs: ['vu-2.1a'],
    run: (stage) => unknown(stage, 'FLY me to the moon\n', 'SENDER x y\n', 'LISTS\n'),
  },
  {
    rule: 'vu-3.9a',
    title: 'an empty line',
    hint: 'An empty line has no first word that you know; a line is not the end of the connection.',
    needs: ['vu-2.1a'],
    run: (stage) => unknown(stage, '\n'),
  },
  {
    rule: 'vu-3.9b',
    title: 'a space before a command',
    hint: 'Do not strip spaces off a line: one that starts with a space has no word you know.',
    needs: ['vu-2.1a', 'vu-3.9'],
    run: (stage) => unknown(stage, ' LIST\n'),
  },
  {
    rule: 'vu-3.9c',
    title: 'the connection stays open after a refusal',
    hint: 'Answer, and read the next line: nothing that a client says wrong ends its connection.',
    needs: ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const party = new Party(stage)
      const [one, two] = [await party.user(), await party.user()]
      const lines = [
        { line: 'FLY\n', rule: 'vu-3.9' },
        { line: 'LIST all\n', rule: 'vu-3.2' },
        { line: `SEND ${party.word()} hello\n`, rule: 'vu-3.8' },
      ]
      for (const { line, rule } of lines) {
        await one.wire.say(line)
        await one.wire.find('an answer', party.isOurs, undefined, rule)
        await party.pass(one, two, party.word())
        await party.pass(two, one, party.word())
      }
    },
  },
  {
    rule: 'vu-2.2',
    variant: 'owner',
    title: 'whoever has the name keeps it',
    hint: 'Put the new connection into your table only where the name is not in it yet.',
    needs: ['vu-2.1a', 'vu-2.2', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const party = new Party(stage)
      const [first, other] = [await party.user(), await party.user()]
      const wire = await stage.connect()
      await party.ask(wire, `HELLO-FROM ${first.name}\n`, 'IN-USE\n')
      wire.reset()
      await party.pass(other, first, party.word(), 'vu-2.2')
    },
  },
  {
    rule: 'vu-2.2',
    variant: 'part',
    title: 'a name that is a part of one that somebody has',
    hint: 'Compare whole names: look for the name in a list or a table, not in a text.',
    needs: ['vu-2.1a', 'vu-2.2'],
    async run(stage) {
      const party = new Party(stage)
      const { name } = await party.user()
      for (const part of [name.slice(0, -1), name.slice(1)]) {
        await party.login(await stage.connect(), part, 'vu-2.2')
      }
    },
  },
  {
    rule: 'vu-2.2',
    variant: 'once',
    title: 'several who ask for one name at the same time',
    hint: 'Look whether the name is taken and take it while no other thread can: under one lock.',
    needs: ['vu-2.1a', 'vu-2.2'],
    async run(stage) {
      const line = `HELLO-FROM ${stage.name()}\n`
      const wires: Connection[] = []
      while (wires.length < AT_ONCE) wires.push(await stage.connect())
      await Promise.all(wires.map((wire) => wire.say(line)))
      let inside = 0
      for (const wire of wires) {
        const { frame } = await wire.next('HELLO or IN-USE')
        if (frame.kind === 'hello') inside += 1
      }
      if (inside > 1) stage.fail(`${inside} users got in under one name`)
    },
  },
  {
    rule: 'vu-1.1c',
    title: 'words in lower case',
    hint: 'Compare words as they are: "list" is not LIST.',
    needs: ['vu-2.1a', 'vu-2.5', 'vu-3.9'],
    async run(stage) {
      const party = new Party(stage)
      const wire = await stage.connect()
      await party.ask(wire, `hello-from ${party.word()}\n`, 'BAD-RQST-HDR\n')
      const { wire: user, name } = await party.user()
      await party.ask(user, 'list\n', 'BAD-RQST-HDR\n')
      await party.ask(user, `Send ${name} ${party.word()}\n`, 'BAD-RQST-HDR\n')
    },
  },
]
