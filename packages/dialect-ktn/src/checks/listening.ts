import { type ClientCheck, Desk, message, response, SEES, TIME } from './desk.ts'

const READS =
  'One read is not one object: keep what has come, and take an object whenever it is complete.'

const HISTORY =
  'A history may be one history with a list of strings or of objects, or a message for each.'

const ANYTHING = 'Look only at what you need of a response, and show what is there.'

/** More than any one read brings, in bytes. */
const LONG = 9000

/** What a client reads of servers in use. */
export const listeningChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-8.2e',
    variant: 'joined',
    title: 'several responses in one piece',
    hint: `What follows the first object is yours to keep too. ${READS}`,
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const [one, two, three] = [stage.name(), stage.name(), stage.name()]
      const objects = [one, two].map((word) => message('bob', `(private) ${word}`)).join('')
      await desk.says(`${objects}\n${message('ann', `}${three}{`)}`, one, two, three)
    },
  },
  {
    rule: 'ktn-8.2e',
    title: 'responses cut and joined anywhere',
    hint: READS,
    needs: SEES,
    manner: 'framing',
    async run(stage) {
      const { desk } = await Desk.asked(stage)
      await desk.wire.say(response('info', 'Login successful'))
      await desk.wire.say('{"sender":"b","response":"message","content":"ü☃"}')
      await stage.pass(0)
      await stage.person.welcomed(desk.name)
      await stage.person.shows('ü☃')
    },
  },
  {
    rule: 'ktn-8.2e',
    variant: 'long',
    title: 'a long response',
    hint: `A response can be longer than any buffer. ${READS}`,
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const word = stage.name()
      await desk.says(message('bob', `${'blåbær '.repeat(LONG / 12)}${word}`), word)
    },
  },
  {
    rule: 'ktn-8.2',
    title: 'a history of strings',
    hint: `Each string is a message as JSON, to be parsed once more. ${HISTORY}`,
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const [one, two] = [stage.name(), stage.name()]
      const past = [message('bob', one), message('ann', two)]
      await desk.says(response('history', past), one, two)
    },
  },
  {
    rule: 'ktn-8.2',
    variant: 'objects',
    title: 'a history of objects',
    hint: HISTORY,
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const [one, two] = [stage.name(), stage.name()]
      const past = [message('bob', one), message('ann', two)].join()
      const history = response('history', null).replace('null', `[${past}]`)
      await desk.says(history, one, two)
    },
  },
  {
    rule: 'ktn-8.2',
    variant: 'messages',
    title: 'past messages one by one, and an empty history',
    hint: HISTORY,
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const [one, two] = [stage.name(), stage.name()]
      await desk.says(response('history', []))
      await desk.says(message('bob', one), one)
      await desk.says(message('ann', two), two)
    },
  },
  {
    rule: 'ktn-8.2',
    variant: 'before',
    title: 'a history before the answer to the login',
    hint: `It may come before the info too. ${HISTORY}`,
    needs: SEES,
    async run(stage) {
      const { desk } = await Desk.asked(stage)
      const [one, two] = [stage.name(), stage.name()]
      await desk.says(response('history', [message('bob', one)]), one)
      await desk.wire.say(response('info', 'Login successful'))
      await stage.person.welcomed(desk.name)
      await desk.says(message('bob', two), two)
    },
  },
  {
    rule: 'ktn-8.2a',
    title: 'timestamps and senders of other types',
    hint: `A timestamp may be a number, a sender null or a list. ${ANYTHING}`,
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const stamps = [
        ['1457958896.789', 'null'],
        ['null', '""'],
        [`"${TIME}.789+01:00"`, '["server"]'],
        ['"Mon Mar 14 12:34:56 2016"', '{"name": "server"}'],
      ] as const
      for (const [timestamp, sender] of stamps) {
        const word = stage.name()
        await desk.says(
          `{"timestamp": ${timestamp}, "sender": ${sender}, "response": "info", "content": "${word}"}`,
          word,
        )
      }
    },
  },
  {
    rule: 'ktn-8.2b',
    title: 'names as a list',
    hint: 'The content of the answer to names may be a list of strings: show its items.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const mark = stage.name()
      stage.person.list()
      await desk.request('names', undefined, 'ktn-2.1f')
      await desk.says(response('info', [desk.name, mark]), mark)
    },
  },
  {
    rule: 'ktn-8.2c',
    title: 'msg for message',
    hint: 'Take the response msg for a message too.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const word = stage.name()
      await desk.says(response('msg', word, 'bob'), word)
    },
  },
  {
    rule: 'ktn-8.2c',
    variant: 'capitals',
    title: 'keys in capitals',
    hint: 'Compare keys without regard to upper and lower case.',
    needs: SEES,
    async run(stage) {
      const desk = await Desk.user(stage)
      const word = stage.name()
      await desk.says(
        `{"Timestamp": "${TIME}", "Sender": "bob", "Response": "message", "Content": "${word}"}`,
        word,
      )
    },
  },
]
