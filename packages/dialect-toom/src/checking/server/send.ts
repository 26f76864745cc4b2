import { NONE } from '@parley/checks'
import { deleted, edited, said } from '../texts.ts'
import { answersAll } from './replies.ts'
import { checks, LOGIN, READING } from './test-client.ts'

/** Time until the next second of timestamps, in milliseconds. */
const SECOND = 1100

export const sendChecks = checks(LOGIN, [
  {
    id: 'toom-3.1',
    title: 'confirms a message to everyone',
    hint: 'Number the messages from 1 on, and answer MSGACK and "Message #1 posted at 20 Nov 2026 22:55:14." with strftime("%d %b %Y %H:%M:%S").',
    async run(clients) {
      const ann = await clients.user()
      const first = await ann.post(`${clients.word()} says hello`)
      const second = await ann.post(`${clients.word()}: "quoted", twice`)
      if (second.number <= first.number)
        clients.stage.fail('the second message has no greater number')
    },
  },
  {
    id: 'toom-3.1a',
    title: 'refuses a message without text',
    hint: 'Look whether there is a text before you post it: answer F and "Message body cannot be empty!"',
    steps: answersAll('MSG', [''], ['F', said.empty]),
  },
  {
    id: 'toom-3.1a.blanks',
    title: 'refuses a message of spaces',
    hint: 'A text of spaces alone is none: strip it before you look whether it is empty.',
    scope: 'extension',
    steps: answersAll('MSG', [' ', '   '], ['F', said.empty]),
  },
])

export const editChecks = checks(NONE, [
  {
    id: 'toom-3.2',
    title: 'deletes a user’s own message',
    hint: 'Compare number, date and author, take the message out of the list, and answer ACK and "Message #1 deleted at ..."',
    needs: READING,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `${clients.word()} will go`
      const { number, date } = await ann.postAndRead(text, bob)
      await ann.request('DLT', `${number} ${date}`)
      await ann.expect('ACK', new RegExp(deleted.source.replace(String.raw`(\d+)`, String(number))))
      await bob.expectUnlisted(date, text, 'toom-3.2')
    },
  },
  {
    id: 'toom-3.2a',
    title: 'refuses DLT with too few words or too many',
    hint: 'A number and a date are five words: count them before you look at them, and answer DLT-F.',
    needs: ['toom-2.2'],
    steps: answersAll(
      'DLT',
      ['', '1', '1 20 Nov 2026', '1 20 Nov 2026 22:55:14 more'],
      ['DLT-F', said.deleteForm],
    ),
  },
  {
    id: 'toom-3.3',
    title: 'edits a user’s own message',
    hint: 'Compare number, date and author, keep all after the date as the new text, and answer EDT-ACK and "Message #1 edited at ..."',
    needs: READING,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const [before, after] = [`${clients.word()} before`, `${clients.word()} hello  all of you`]
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
    id: 'toom-3.5f',
    title: 'lists an edited message as edited',
    hint: 'Write "edited at" in place of "posted at" in the line of RDM once a message has been edited.',
    scope: 'extension',
    needs: [...READING, 'toom-3.3'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const { number, date } = await ann.postAndRead(`${clients.word()} before`, bob)
      const after = `${clients.word()} after`
      await ann.request('EDT', `${number} ${date} ${after}`)
      await ann.body('EDT-ACK', 'toom-3.3')
      const { way } = await bob.expectListed(date, after, 'toom-3.3')
      if (way !== 'edited') clients.stage.fail('RDM tells it as posted at, not as edited at')
    },
  },
  {
    id: 'toom-3.3a',
    title: 'refuses EDT with too few words',
    hint: 'A number, a date and a text are six words or more: count them first, and answer EDT-F.',
    needs: ['toom-2.2'],
    steps: answersAll(
      'EDT',
      ['', '1', '1 20 Nov 2026', '1 20 Nov 2026 22:55:14'],
      ['EDT-F', said.editForm],
    ),
  },
  {
    id: 'toom-3.3b',
    title: 'gives an edited message the time of the edit',
    hint: 'Give the message the time of the edit: its date in EDT, DLT and RDM is the new one from then on.',
    needs: [...READING, 'toom-3.3'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const { number, date } = await ann.post(`${clients.word()} before`)
      await clients.stage.pass(SECOND)
      const text = `${clients.word()} after`
      await ann.request('EDT', `${number} ${date} ${text}`)
      const body = await ann.body('EDT-ACK', 'toom-3.3')
      const [, , editedAt = ''] = edited.exec(body) ?? []
      if (editedAt === date)
        clients.stage.fail(`it was posted at ${date}, and edited a second later`)
      const seen = await bob.expectListed(date, text)
      if (seen.date !== editedAt) {
        clients.stage.fail(`it was edited at ${editedAt}, and RDM says ${seen.date}`)
      }
    },
  },
  {
    id: 'toom-3.4',
    title: 'refuses a message number that is not a number',
    hint: 'Catch what int() throws, and answer F and "Message number must be integer!"',
    needs: [...READING, 'toom-3.2', 'toom-3.3'],
    async run(clients) {
      const ann = await clients.user()
      const { date } = await ann.post(clients.word())
      for (const wrong of ['one', '1.5', 'x1']) {
        await ann.exchange(['DLT', `${wrong} ${date}`], ['F', said.noInteger])
      }
      await ann.exchange(['EDT', `one ${date} text`], ['F', said.noInteger])
    },
  },
  {
    id: 'toom-3.4a',
    title: 'refuses a number that no message has',
    hint: 'Look whether there is such a number, 0 among them, before you use it: in Python messages[-1] is the last one.',
    needs: [...READING, 'toom-3.2', 'toom-3.3'],
    async run(clients) {
      const ann = await clients.user()
      const { date } = await ann.post(clients.word())
      for (const number of [999_999_999, 0]) {
        await ann.exchange(['DLT', `${number} ${date}`], ['F', said.noNumber])
        await ann.exchange(['EDT', `${number} ${date} text`], ['F', said.noNumber])
      }
    },
  },
  {
    id: 'toom-3.4b',
    title: 'refuses a date other than that of the message',
    hint: 'Compare the date of the request with that of the message, and answer F if they differ.',
    needs: [...READING, 'toom-3.2', 'toom-3.3'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `${clients.word()} stays`
      const { number, date } = await ann.postAndRead(text, bob)
      const other = date.replace(/ (\d{4}) /, (_all, year) => ` ${Number(year) - 1} `)
      const valid = other.startsWith('29 Feb') ? other.replace('29', '28') : other
      await ann.exchange(['DLT', `${number} ${valid}`], ['F', said.otherTime])
      await ann.exchange(['EDT', `${number} ${valid} text`], ['F', said.otherTime])
      await bob.expectListed(date, text, 'toom-3.4b')
    },
  },
  {
    id: 'toom-3.4c',
    title: 'refuses to edit or delete another user’s message',
    hint: 'Keep who wrote a message, and answer F to whoever else wants to delete or edit it.',
    needs: [...READING, 'toom-3.2', 'toom-3.3'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `${clients.word()} is mine`
      const { number, date } = await ann.postAndRead(text, bob)
      await bob.exchange(['DLT', `${number} ${date}`], ['F', said.notMine])
      await bob.exchange(['EDT', `${number} ${date} not yours`], ['F', said.notMine])
      await bob.expectListed(date, text, 'toom-3.4c')
    },
  },
  {
    id: 'toom-3.4d',
    title: 'accepts # before a message number',
    hint: 'People type the number as they have read it: take off a # in front of it.',
    scope: 'extension',
    needs: [...READING, 'toom-3.2', 'toom-3.3'],
    async run(clients) {
      const ann = await clients.user()
      const { number, date } = await ann.post(clients.word())
      await ann.request('EDT', `#${number} ${date} another text`)
      const body = await ann.body('EDT-ACK', 'toom-3.4d')
      const [, , editedAt = date] = edited.exec(body) ?? []
      await ann.request('DLT', `#${number} ${editedAt}`)
      await ann.body('ACK', 'toom-3.4d')
    },
  },
  {
    id: 'toom-3.4e',
    title: 'renumbers messages after one is deleted',
    hint: 'A message’s number is its place in the list: when one is deleted, each of those after it has one less.',
    needs: [...READING, 'toom-3.2'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const first = await ann.post(`${clients.word()} will go`)
      const text = `${clients.word()} moves up`
      const second = await ann.postAndRead(text, bob)
      await ann.request('DLT', `${first.number} ${first.date}`)
      await ann.body('ACK', 'toom-3.2')
      const moved = await bob.expectListed(second.date, text)
      if (moved.number !== second.number - 1) {
        clients.stage.fail(`number ${second.number} has number ${moved.number} now`)
      }
      await ann.request('DLT', `${moved.number} ${second.date}`)
      await ann.body('ACK', 'toom-3.4e')
      await bob.expectUnlisted(second.date, text, 'toom-3.4e')
    },
  },
  {
    id: 'toom-3.5.text',
    title: 'keeps any letters and spaces of a message',
    hint: 'Keep the body of MSG as it came, with all its spaces, and let pickle write it: it knows UTF-8.',
    needs: READING,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      for (const text of ['of  two  blanks', 'grüßt ♥ 日本語']) {
        await ann.postAndRead(`${clients.word()} ${text}`, bob)
      }
    },
  },
  {
    id: 'toom-3.5g',
    title: 'keeps a semicolon and a space of a message',
    hint: 'Where messages are kept in a file with "; " between the fields, a text may have "; " too: split off the first three fields and the last one.',
    needs: READING,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.postAndRead(`${clients.word()}; one; two; no`, bob)
    },
  },
])
