import { posted, said } from '../texts.ts'
import { type ServerCheck, TestClients } from './test-client.ts'

const NEEDS = ['toom-2.2', 'toom-2.3a', 'toom-3.1']

export const errorChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-3.8',
    title: 'refuses an unknown type',
    hint: 'If no command has that name, answer with the type \'\' and "Error. Invalid command!"',
    needs: ['toom-2.2', 'toom-2.3a'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.request('DANCE', 'with me')
      await ann.expect('', said.invalid)
    },
  },
  {
    rule: 'toom-3.8a',
    title: 'keeps the connection open after a refused command',
    hint: 'A mistake is answered, and the loop goes on: close only after OUT and after a block.',
    needs: [...NEEDS, 'toom-3.8'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      for (const type of ['DANCE', 'QWERTY', 'DANCE']) {
        await ann.request(type)
        await ann.expect('', said.invalid, 'toom-3.8')
      }
      await ann.request('MSG', stage.name())
      await ann.expect('MSGACK', posted, 'toom-3.8a')
    },
  },
  {
    rule: 'toom-3.8',
    variant: 'empty',
    title: 'refuses an empty line',
    hint: "Who types nothing sends {'type': '', 'body': ''}: that is no command either, and is answered.",
    needs: ['toom-2.2', 'toom-2.3a'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.request('', '')
      await ann.expect('', said.invalid)
    },
  },
  {
    rule: 'toom-3.8',
    variant: 'case',
    title: 'refuses commands in lower case',
    hint: 'Compare types as they are: "atu" is not ATU.',
    needs: ['toom-2.2', 'toom-2.3a', 'toom-3.8', 'toom-3.8a'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      for (const type of ['msg', 'Atu', 'out']) {
        await ann.request(type, type === 'msg' ? stage.name() : '')
        await ann.expect('', said.invalid)
      }
    },
  },
  {
    rule: 'toom-3.8',
    variant: 'body',
    title: 'refuses a second login, and a number as the body',
    hint: 'Look at the kind of what stands under body before you use it as a string.',
    scope: 'extension',
    needs: ['toom-2.2', 'toom-2.3a', 'toom-3.8', 'toom-3.8a'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.request('MSG', 5)
      await ann.expect('', said.invalid)
      await ann.request('LOGIN', `${stage.name()} some-password`)
      await ann.expect('', said.invalid)
    },
  },
]
