import { semicolonFlaw, valueFlaw } from '../fields.ts'
import { checks, SEND } from './test-server.ts'

export const textChecks = checks(SEND, [
  {
    id: 'ghostr-text-9.4d.text',
    title: 'sends letters outside ASCII as UTF-8',
    hint: 'Encode what is typed as UTF-8, and change nothing else in it.',
    async run(server) {
      await server.writes(
        server.word(),
        'grüße,  two blanks ♥ κόσμε 日本語 👩‍🚀 "quoted" {x} %s 100%',
      )
    },
  },
  {
    id: 'ghostr-text-9.4d.semicolon',
    title: 'sends single semicolons in a text',
    hint: 'One semicolon within a text belongs to it: a field ends at two.',
    async run(server) {
      await server.writes(server.word(), 'one; two;three')
    },
  },
])

export const separatorChecks = checks(SEND, [
  {
    id: 'ghostr-text-1.4',
    title: 'replaces a colon in a text',
    hint: 'Put something else, such as U+2236, for each colon of a text before it is sent.',
    async run(server) {
      await server.sends('at 10:30', valueFlaw)
    },
  },
  {
    id: 'ghostr-text-1.4a',
    title: 'replaces two semicolons in a text',
    hint: 'A field ends at ";;": send one semicolon if the text has several.',
    async run(server) {
      await server.sends('wow;; TYPE', semicolonFlaw)
    },
  },
  {
    id: 'ghostr-text-1.4a.end',
    title: 'does not end a text with a semicolon',
    hint: 'Leave out semicolons at the end of a value: its field would end too early.',
    async run(server) {
      await server.sends('bye;', semicolonFlaw)
    },
  },
])
