import { expect, test } from '@jest/globals'
import { helpText } from './help-text.ts'

test('a row says under which condition a server does it', () => {
  const rows = [
    { typed: '!who', does: 'show who is online' },
    { typed: '@* text', does: 'write to everyone', condition: 'if the server is Parley' },
  ]
  expect(helpText(rows).split('\n')).toEqual([
    '  !who            show who is online',
    '  @* text         write to everyone, if the server is Parley',
    '  /help           this list; it is not sent',
    '  Ctrl-D, Ctrl-C  say goodbye and leave',
  ])
})
