import { NONE } from '@parley/checks'
import { checks } from './test-server.ts'

export const leaveChecks = checks(NONE, [
  {
    id: 'toom-3.7a',
    title: 'sends OUT and waits for the reply',
    hint: "When the person types OUT, send {'type': 'OUT', 'body': ''} and read the goodbye before you end.",
    needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
    steps: [
      'user leaves',
      ['server< OUT', 'toom-3.7a'],
      "server> {'type': 'OUT', 'body': 'Bye, {name}!'}",
      ['user sees Bye, {name}!', 'toom-1.5c'],
    ],
  },
])
