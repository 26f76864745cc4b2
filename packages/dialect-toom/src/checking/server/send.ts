import { deleted, edited, said } from '../texts.ts'
import { type ServerCheck, type Stage, TestClients } from './test-client.ts'

/** Needed by checks that post and read. */
const NEEDS = ['toom-1.5', 'toom-2.2', 'toom-2.3a', 'toom-3.1', 'toom-3.5']

/** Time until the next second of timestamps, in milliseconds. */
const SECOND = 1100

async function areRefused(
  stage: Stage,
  bodies: readonly string[],
  [request, type, body]: readonly [string, string, string],
): Promise<void> {
  const ann = await new TestClients(stage).user()
  for (const wrong of bodies) {
    await ann.request(request, wrong)
    await ann.expect(type, body)
  }
}

export const sendChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-3.1',
    title: 'confirms a message to everyone',
    hint: 'Number the messages from 1 on, and answer MSGACK and "Message #1 posted at 20 Nov 2026 22:55:14." with strftime("%d %b %Y %H:%M:%S").',
    needs: ['toom-2.2', 'toom-2.3a'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const first = await ann.post(`${stage.name()} says hello`)
      const second = await ann.post(`${stage.name()}: "quoted", twice`)
      if (second.number <= first.number) stage.fail('the second message has no greater number')
    },
  },
  {
    rule: 'toom-3.1a',
    title: 'refuses a message without text',
    hint: 'Look whether there is a text before you post it: answer F and "Message body cannot be empty!"',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) => areRefused(stage, [''], ['MSG', 'F', said.empty]),
  },
  {
    rule: 'toom-3.1a',
    variant: 'blanks',
    title: 'refuses a message of spaces',
    hint: 'A text of spaces alone is none: strip it before you look whether it is empty.',
    scope: 'extension',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) => areRefused(stage, [' ', '   '], ['MSG', 'F', said.empty]),
  },
]

export const editChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-3.2',
    title: 'deletes a user’s own message',
    hint: 'Compare number, date and author, take the message out of the list, and answer ACK and "Message #1 deleted at ..."',
    needs: NEEDS,
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const text = `${stage.name()} will go`
      const { number, date } = await ann.postAndRead(text, bob)
      await ann.request('DLT', `${number} ${date}`)
      await ann.expect('ACK', new RegExp(deleted.source.replace(String.raw`(\d+)`, String(number))))
      await bob.expectUnlisted(date, text, 'toom-3.2')
    },
  },
  {
    rule: 'toom-3.2a',
    title: 'refuses DLT with too few words or too many',
    hint: 'A number and a date are five words: count them before you look at them, and answer DLT-F.',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) =>
      areRefused(
        stage,
        ['', '1', '1 20 Nov 2026', '1 20 Nov 2026 22:55:14 more'],
        ['DLT', 'DLT-F', said.deleteForm],
      ),
  },
  {
    rule: 'toom-3.3',
    title: 'edits a user’s own message',
    hint: 'Compare number, date and author, keep all after the date as the new text, and answer EDT-ACK and "Message #1 edited at ..."',
    needs: NEEDS,
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const [before, after] = [`${stage.name()} before`, `${stage.name()} hello  all of you`]
      const { number, date } = await ann.postAndRead(before, bob)
      await ann.request('EDT', `${number} ${date} ${after}`)
      await ann.expect(
        'EDT-ACK',
        new RegExp(edited.source.replace(String.raw`(\d+)`, String(number))),
      )
      await bob.expectListed(date, after, 'toom-3.3')
      await bob.expectUnlisted(date, before, 'toom-3.3')
    },
  },
  {
    rule: 'toom-3.5f',
    title: 'lists an edited message as edited',
    hint: 'Write "edited at" in place of "posted at" in the line of RDM once a message has been edited.',
    scope: 'extension',
    needs: [...NEEDS, 'toom-3.3'],
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const { number, date } = await ann.postAndRead(`${stage.name()} before`, bob)
      const after = `${stage.name()} after`
      await ann.request('EDT', `${number} ${date} ${after}`)
      await ann.body('EDT-ACK', 'toom-3.3')
      const { way } = await bob.expectListed(date, after, 'toom-3.3')
      if (way !== 'edited') stage.fail('RDM tells it as posted at, not as edited at')
    },
  },
  {
    rule: 'toom-3.3a',
    title: 'refuses EDT with too few words',
    hint: 'A number, a date and a text are six words or more: count them first, and answer EDT-F.',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) =>
      areRefused(
        stage,
        ['', '1', '1 20 Nov 2026', '1 20 Nov 2026 22:55:14'],
        ['EDT', 'EDT-F', said.editForm],
      ),
  },
  {
    rule: 'toom-3.3b',
    title: 'gives an edited message the time of the edit',
    hint: 'Give the message the time of the edit: its date in EDT, DLT and RDM is the new one from then on.',
    needs: [...NEEDS, 'toom-3.3'],
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const { number, date } = await ann.post(`${stage.name()} before`)
      await stage.pass(SECOND)
      const text = `${stage.name()} after`
      await ann.request('EDT', `${number} ${date} ${text}`)
      const body = await ann.body('EDT-ACK', 'toom-3.3')
      const [, , editedAt = ''] = edited.exec(body) ?? []
      if (editedAt === date) stage.fail(`it was posted at ${date}, and edited a second later`)
      const seen = await bob.expectListed(date, text)
      if (seen.date !== editedAt) {
        stage.fail(`it was edited at ${editedAt}, and RDM says ${seen.date}`)
      }
    },
  },
  {
    rule: 'toom-3.4',
    title: 'refuses a message number that is not a number',
    hint: 'Catch what int() throws, and answer F and "Message number must be integer!"',
    needs: [...NEEDS, 'toom-3.2', 'toom-3.3'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const { date } = await ann.post(stage.name())
      for (const wrong of ['one', '1.5', 'x1']) {
        await ann.request('DLT', `${wrong} ${date}`)
        await ann.expect('F', said.noInteger)
      }
      await ann.request('EDT', `one ${date} text`)
      await ann.expect('F', said.noInteger)
    },
  },
  {
    rule: 'toom-3.4a',
    title: 'refuses a number that no message has',
    hint: 'Look whether there is such a number, 0 among them, before you use it: in Python messages[-1] is the last one.',
    needs: [...NEEDS, 'toom-3.2', 'toom-3.3'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const { date } = await ann.post(stage.name())
      for (const number of [999_999_999, 0]) {
        await ann.request('DLT', `${number} ${date}`)
        await ann.expect('F', said.noNumber)
        await ann.request('EDT', `${number} ${date} text`)
        await ann.expect('F', said.noNumber)
      }
    },
  },
  {
    rule: 'toom-3.4b',
    title: 'refuses a date other than that of the message',
    hint: 'Compare the date of the request with that of the message, and answer F if they differ.',
    needs: [...NEEDS, 'toom-3.2', 'toom-3.3'],
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const text = `${stage.name()} stays`
      const { number, date } = await ann.postAndRead(text, bob)
      const other = date.replace(/ (\d{4}) /, (_all, year) => ` ${Number(year) - 1} `)
      const valid = other.startsWith('29 Feb') ? other.replace('29', '28') : other
      await ann.request('DLT', `${number} ${valid}`)
      await ann.expect('F', said.otherTime)
      await ann.request('EDT', `${number} ${valid} text`)
      await ann.expect('F', said.otherTime)
      await bob.expectListed(date, text, 'toom-3.4b')
    },
  },
  {
    rule: 'toom-3.4c',
    title: 'refuses to edit or delete another user’s message',
    hint: 'Keep who wrote a message, and answer F to whoever else wants to delete or edit it.',
    needs: [...NEEDS, 'toom-3.2', 'toom-3.3'],
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const text = `${stage.name()} is mine`
      const { number, date } = await ann.postAndRead(text, bob)
      await bob.request('DLT', `${number} ${date}`)
      await bob.expect('F', said.notMine)
      await bob.request('EDT', `${number} ${date} not yours`)
      await bob.expect('F', said.notMine)
      await bob.expectListed(date, text, 'toom-3.4c')
    },
  },
  {
    rule: 'toom-3.4d',
    title: 'accepts # before a message number',
    hint: 'People type the number as they have read it: take off a # in front of it.',
    scope: 'extension',
    needs: [...NEEDS, 'toom-3.2', 'toom-3.3'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const { number, date } = await ann.post(stage.name())
      await ann.request('EDT', `#${number} ${date} another text`)
      const body = await ann.body('EDT-ACK', 'toom-3.4d')
      const [, , editedAt = date] = edited.exec(body) ?? []
      await ann.request('DLT', `#${number} ${editedAt}`)
      await ann.body('ACK', 'toom-3.4d')
    },
  },
  {
    rule: 'toom-3.4e',
    title: 'renumbers messages after one is deleted',
    hint: 'A message’s number is its place in the list: when one is deleted, each of those after it has one less.',
    needs: [...NEEDS, 'toom-3.2'],
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      const first = await ann.post(`${stage.name()} will go`)
      const text = `${stage.name()} moves up`
      const second = await ann.postAndRead(text, bob)
      await ann.request('DLT', `${first.number} ${first.date}`)
      await ann.body('ACK', 'toom-3.2')
      const moved = await bob.expectListed(second.date, text)
      if (moved.number !== second.number - 1) {
        stage.fail(`number ${second.number} has number ${moved.number} now`)
      }
      await ann.request('DLT', `${moved.number} ${second.date}`)
      await ann.body('ACK', 'toom-3.4e')
      await bob.expectUnlisted(second.date, text, 'toom-3.4e')
    },
  },
  {
    rule: 'toom-3.5',
    variant: 'text',
    title: 'keeps any letters and spaces of a message',
    hint: 'Keep the body of MSG as it came, with all its spaces, and let pickle write it: it knows UTF-8.',
    needs: NEEDS,
    async run(stage) {
      const { ann, bob } = await new TestClients(stage).pair()
      for (const text of ['of  two  blanks', 'grüßt ♥ 日本語']) {
        await ann.postAndRead(`${stage.name()} ${text}`, bob)
      }
    },
  },
]
