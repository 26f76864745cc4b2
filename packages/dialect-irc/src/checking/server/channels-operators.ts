import { checks, JOINED, joins } from './test-client.ts'

const NEEDS = [...JOINED, 'irc-3.2a'] as const

export const operatorChecks = checks(NEEDS, [
  {
    id: 'irc-3.8',
    title: 'tells the modes of a channel',
    hint: 'Answer MODE and the channel with 324.',
    steps: [...joins('ann'), 'ann> MODE #{tea}', 'ann< 324 #{tea}'],
  },
  {
    id: 'irc-3.8a',
    title: 'tells who is banned from a channel',
    hint: 'Answer MODE #tea b with 367 for each ban, and 368.',
    steps: [...joins('ann'), 'ann> MODE #{tea} b', 'ann< 368 #{tea}'],
  },
  {
    id: 'irc-3.8b',
    title: 'keeps who is banned out of a channel',
    hint: 'Hold who joins against the masks of +b, and answer 474.',
    steps: [
      ...joins('ann'),
      'ann> MODE #{tea} +b {eve}!*@*',
      'ann< :{ann} MODE #{tea} +b',
      'eve> JOIN #{tea}',
      'eve< 474 #{tea}',
    ],
  },
  {
    id: 'irc-3.8b.off',
    title: 'lets who is no longer banned join',
    hint: '-b takes the mask away that +b has set.',
    needs: ['irc-3.8b'],
    steps: [
      ...joins('ann'),
      'ann> MODE #{tea} +b {eve}!*@*',
      ['ann< :{ann} MODE #{tea} +b', 'irc-3.8b'],
      'ann> MODE #{tea} -b {eve}!*@*',
      'ann< :{ann} MODE #{tea} -b',
      'eve> JOIN #{tea}',
      'eve< 366 #{tea}',
    ],
  },
  {
    id: 'irc-3.9',
    title: 'refuses a KICK by who is no operator',
    hint: 'Only operators may put somebody out: answer 482 with the channel.',
    steps: [...joins('ann'), ...joins('bob'), 'bob> KICK #{tea} {ann}', 'bob< 482 #{tea}'],
  },
  {
    id: 'irc-3.9.topic',
    title: 'refuses a ban by who is no operator',
    hint: 'Only operators may change the modes of a channel: answer 482 with the channel.',
    steps: [...joins('ann'), ...joins('bob'), 'bob> MODE #{tea} +b {eve}!*@*', 'bob< 482 #{tea}'],
  },
  {
    id: 'irc-3.9a',
    title: 'tells a KICK to all on the channel',
    hint: 'Write the KICK to all on the channel, also to who is put out, and take them off its list.',
    steps: [
      ...joins('ann'),
      ...joins('bob'),
      ...joins('eve'),
      'ann> KICK #{tea} {bob} :out you go',
      'ann< :{ann} KICK #{tea} {bob} :out you go',
      'bob< :{ann} KICK #{tea} {bob} :out you go',
      'eve< :{ann} KICK #{tea} {bob} :out you go',
    ],
  },
  {
    id: 'irc-3.9b',
    title: 'refuses a KICK of who is not on the channel',
    hint: 'Answer 441 with the nickname and the channel.',
    steps: [...joins('ann'), 'ann> KICK #{tea} {bob}', 'ann< 441 {bob} #{tea}'],
  },
  {
    id: 'irc-3.10',
    title: 'passes an invitation on',
    hint: 'Answer INVITE with 341.',
    steps: [...joins('ann'), 'ann> INVITE {bob} #{tea}', 'ann< 341'],
  },
  {
    id: 'irc-3.10a',
    title: 'refuses an invitation of who is on the channel',
    hint: 'Answer 443 with the nickname and the channel.',
    steps: [...joins('ann'), ...joins('bob'), 'ann> INVITE {bob} #{tea}', 'ann< 443 {bob} #{tea}'],
  },
])
