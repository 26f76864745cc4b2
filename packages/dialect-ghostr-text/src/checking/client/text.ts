import { semicolonFlaw, valueFlaw } from '../fields.ts'
import { type ClientCheck, SEND, TestServer } from './test-server.ts'

export const textChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-9.4d',
    variant: 'text',
    title: 'sends letters outside ASCII as UTF-8',
    hint: 'Encode what is typed as UTF-8, and change nothing else in it.',
    needs: SEND,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.writes(
        stage.name(),
        'grüße,  two blanks ♥ κόσμε 日本語 👩‍🚀 "quoted" {x} %s 100%',
      )
    },
  },
  {
    rule: 'ghostr-text-9.4d',
    variant: 'semicolon',
    title: 'sends single semicolons in a text',
    hint: 'One semicolon within a text belongs to it: a field ends at two.',
    needs: SEND,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.writes(stage.name(), 'one; two;three')
    },
  },
]

export const separatorChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-1.4',
    title: 'replaces a colon in a text',
    hint: 'Put something else, such as U+2236, for each colon of a text before it is sent.',
    needs: SEND,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.sends('at 10:30', valueFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.4a',
    title: 'replaces two semicolons in a text',
    hint: 'A field ends at ";;": send one semicolon if the text has several.',
    needs: SEND,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.sends('wow;; TYPE', semicolonFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.4a',
    variant: 'end',
    title: 'does not end a text with a semicolon',
    hint: 'Leave out semicolons at the end of a value: its field would end too early.',
    needs: SEND,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.sends('bye;', semicolonFlaw)
    },
  },
]
