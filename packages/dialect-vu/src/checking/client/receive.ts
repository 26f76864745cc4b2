import { type ClientCheck, exchange, logIn, outputRead, texts } from './test-server.ts'

/** What a client may ask where LIST is refused: older servers know only that (5.3). */
const WHO = 'WHO\n'

const LETTER = 'The text is compared letter by letter, with nothing before it on its line.'

const NEEDS = ['vu-2.1', 'vu-4.2']
const SENDS = [...NEEDS, 'vu-4.6c']

/** A SEND with this reply, and what the client shows for it. */
function sendReply(
  own: Pick<ClientCheck, 'rule' | 'variant' | 'title' | 'hint'>,
  answer: string,
  shown: string,
): ClientCheck {
  return {
    ...own,
    needs: SENDS,
    async run(stage) {
      const { wire } = await logIn(stage)
      const to = stage.name()
      const [line, said] = [`@${to} hello there`, `SEND ${to} hello there\n`]
      await exchange(stage, wire, { line, said, answer, shown })
    },
  }
}

/** A list with this reply, and what the client shows for it. */
function listReply(
  own: Pick<ClientCheck, 'rule' | 'variant' | 'title' | 'hint'>,
  answer: string,
  shown: string,
): ClientCheck {
  return {
    ...own,
    needs: NEEDS,
    async run(stage) {
      const { wire } = await logIn(stage)
      await exchange(stage, wire, { line: '!who', said: 'LIST\n', answer, shown })
    },
  }
}

/** A list that is refused in this way, as is a WHO after it, and what the client shows. */
function listRefusal(
  own: Pick<ClientCheck, 'rule' | 'variant' | 'title' | 'hint'>,
  answer: string,
  shown: string,
): ClientCheck {
  return {
    ...own,
    needs: NEEDS,
    async run(stage) {
      const { wire } = await logIn(stage)
      stage.person.type('!who')
      await wire.hear('LIST\n', 'vu-4.6')
      await outputRead(stage, wire)
      await wire.say(answer)
      for (const { text } of await wire.rest()) if (text === WHO) await wire.say(answer)
      await stage.person.reads(shown)
    },
  }
}

export const interleavedCheck: ClientCheck = {
  rule: 'vu-5.2c',
  title: 'shows a message that comes before a reply',
  hint: 'Look at the first word of each line that comes; it need not be the answer you wait for.',
  needs: ['vu-2.1', 'vu-4.2'],
  async run(stage) {
    const { wire } = await logIn(stage)
    const [one, two, three] = [stage.name(), stage.name(), stage.name()]
    stage.person.send('ann', 'hello')
    await wire.hear('SEND ann hello\n', 'vu-4.6c')
    await wire.say(`DELIVERY bob ${one}\n`)
    await stage.person.shows(one)
    await wire.say('SEND-OK\n')
    stage.person.list()
    await wire.hear('LIST\n', 'vu-4.6')
    await wire.say(`DELIVERY bob ${two}\nLIST-OK ann,bob\n`)
    await stage.person.shows(two)
    await wire.say(`DELIVERY ann ${three}\n`)
    await stage.person.shows(three)
  },
}

export const deliveryCheck: ClientCheck = {
  rule: 'vu-4.7',
  title: 'shows a message with its sender',
  hint: `"From ", the name, ": " and all that follows one space after the name. ${LETTER}`,
  needs: ['vu-2.1', 'vu-4.2'],
  async run(stage) {
    const { wire } = await logIn(stage)
    if (stage.person.isUsual) await outputRead(stage, wire)
    for (const text of ['hello', 'two  spaces', 'From eve: SEND-OK', 'grüße ☃, LIST']) {
      const from = stage.name()
      await wire.say(`DELIVERY ${from} ${text}\n`)
      if (stage.person.isUsual) await stage.person.reads(texts.from(from, text))
      else await stage.person.heard(from, text)
    }
  },
}

export const replyChecks: readonly ClientCheck[] = [
  sendReply(
    { rule: 'vu-4.6d', title: 'shows that a message was sent', hint: `On SEND-OK. ${LETTER}` },
    'SEND-OK\n',
    texts.sent,
  ),
  sendReply(
    {
      rule: 'vu-4.6e',
      title: 'shows that the recipient does not exist',
      hint: `On BAD-DEST-USER. ${LETTER}`,
    },
    'BAD-DEST-USER\n',
    texts.nobody,
  ),
  listReply(
    { rule: 'vu-4.6', title: 'shows who is online', hint: `On LIST-OK, a name a line. ${LETTER}` },
    'LIST-OK ann,bob,eve\n',
    texts.users('ann', 'bob', 'eve'),
  ),
  listReply(
    {
      rule: 'vu-4.6',
      variant: 'one',
      title: 'shows a list with one user',
      hint: `Also for one it is "are" and "users". ${LETTER}`,
    },
    'LIST-OK bob\n',
    texts.users('bob'),
  ),
  {
    rule: 'vu-4.6f',
    title: 'sends nothing for unknown input',
    hint: 'Send nothing for a line that is neither !who, nor !quit, nor @user message.',
    needs: [...NEEDS, 'vu-4.6'],
    async run(stage) {
      const { wire } = await logIn(stage)
      stage.person.type('hello', '!help', 'who', '', 'bob@eve hello', '!who')
      await wire.hear('LIST\n')
    },
  },
  sendReply(
    { rule: 'vu-4.8', title: 'shows BAD-RQST-HDR after a message', hint: LETTER },
    'BAD-RQST-HDR\n',
    texts.header,
  ),
  listRefusal(
    { rule: 'vu-4.8', variant: 'list', title: 'shows BAD-RQST-HDR after !who', hint: LETTER },
    'BAD-RQST-HDR\n',
    texts.header,
  ),
  sendReply(
    { rule: 'vu-4.8a', title: 'shows BAD-RQST-BODY after a message', hint: LETTER },
    'BAD-RQST-BODY\n',
    texts.body,
  ),
  listRefusal(
    { rule: 'vu-4.8a', variant: 'list', title: 'shows BAD-RQST-BODY after !who', hint: LETTER },
    'BAD-RQST-BODY\n',
    texts.body,
  ),
  sendReply(
    {
      rule: 'vu-5.2',
      title: 'reads a reply with extra words',
      hint: 'Compare the first word only.',
    },
    'SEND-OK to bob\n',
    texts.sent,
  ),
  sendReply(
    {
      rule: 'vu-5.2a',
      title: 'reads BAD_RQST_BODY',
      hint: 'Some servers say _ where the protocol has -: take both.',
    },
    'BAD_RQST_BODY\n',
    texts.body,
  ),
  sendReply(
    {
      rule: 'vu-5.2a',
      variant: 'header',
      title: 'reads BAD_RQST_HDR',
      hint: 'Some servers say _ where the protocol has -: take both.',
    },
    'BAD_RQST_HDR\n',
    texts.header,
  ),
  listReply(
    {
      rule: 'vu-5.2b',
      title: 'reads a list that ends with a comma',
      hint: 'Split at commas, and skip what is empty.',
    },
    'LIST-OK ann,bob,\n',
    texts.users('ann', 'bob'),
  ),
  listReply(
    {
      rule: 'vu-5.2b',
      variant: 'spaces',
      title: 'reads a list with spaces',
      hint: 'Split at commas, and strip each name.',
    },
    'LIST-OK ann, bob , eve\n',
    texts.users('ann', 'bob', 'eve'),
  ),
]
