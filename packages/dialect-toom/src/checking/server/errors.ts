import { posted, said } from '../texts.ts'
import { answersAll } from './replies.ts'
import { checks, LOGIN, POSTING } from './test-client.ts'

export const errorChecks = checks(LOGIN, [
  {
    id: 'toom-3.8',
    title: 'refuses an unknown type',
    hint: 'If no command has that name, answer with the type \'\' and "Error. Invalid command!"',
    steps: answersAll('DANCE', ['with me'], ['', said.invalid]),
  },
  {
    id: 'toom-3.8a',
    title: 'keeps the connection open after a refused command',
    hint: 'A mistake is answered, and the loop goes on: close only after OUT and after a block.',
    needs: [...POSTING, 'toom-3.8'],
    async run(clients) {
      const ann = await clients.user()
      for (const type of ['DANCE', 'QWERTY', 'DANCE']) {
        await ann.request(type)
        await ann.expect('', said.invalid, 'toom-3.8')
      }
      await ann.exchange(['MSG', clients.word()], ['MSGACK', posted], 'toom-3.8a')
    },
  },
  {
    id: 'toom-3.8.empty',
    title: 'refuses an empty line',
    hint: "Who types nothing sends {'type': '', 'body': ''}: that is no command either, and is answered.",
    steps: answersAll('', [''], ['', said.invalid]),
  },
  {
    id: 'toom-3.8.case',
    title: 'refuses commands in lower case',
    hint: 'Compare types as they are: "atu" is not ATU.',
    needs: ['toom-3.8', 'toom-3.8a'],
    steps: [
      ...answersAll('msg', ['{word}'], ['', said.invalid]),
      ...answersAll('Atu', [''], ['', said.invalid]),
      ...answersAll('out', [''], ['', said.invalid]),
    ],
  },
  {
    id: 'toom-3.8.body',
    title: 'refuses a second login, and a number as the body',
    hint: 'Look at the kind of what stands under body before you use it as a string.',
    scope: 'extension',
    needs: ['toom-3.8', 'toom-3.8a'],
    async run(clients) {
      const ann = await clients.user()
      await ann.exchange(['MSG', 5], ['', said.invalid])
      await ann.exchange(['LOGIN', `${clients.word()} some-password`], ['', said.invalid])
    },
  },
])
