import { flawUnless } from '../objects.ts'
import { checks, LOGIN, MESSAGES } from './test-client.ts'

export const extensionChecks = checks(MESSAGES, [
  {
    id: 'ktn-6.1',
    title: 'delivers a message to one user only',
    hint: 'If a msg is @bob and a text, and bob is online, send it to bob alone.',
    scope: 'extension',
    async run(clients) {
      const [from, to, third] = await clients.three()
      const [secret, word] = [clients.word(), clients.word()]
      await clients.send(from, to, secret)
      await to.expectMessage(secret)
      await clients.send(from, third, word)
      await third.wire.find(
        `a message with ${word} in it, and none with ${secret}`,
        (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
        ({ text }) => flawUnless(text.includes(word), `${third.name} got what was for ${to.name}`),
      )
    },
  },
  {
    id: 'ktn-6.1a',
    title: 'confirms a message to one user',
    hint: 'Answer with the info "Sent to bob", and send its author no copy.',
    needs: ['ktn-6.1'],
    scope: 'extension',
    steps: [
      'ann> {"request": "msg", "content": "@{bob} {word}"}',
      'ann< {"response": "info", "content": "Sent to {bob}"}',
    ],
  },
  {
    id: 'ktn-5.2',
    title: 'marks a message to one user as private',
    hint: 'Put "(private) " before the text.',
    needs: ['ktn-6.1'],
    scope: 'extension',
    steps: [
      'ann> {"request": "msg", "content": "@{bob} {word}"}',
      'bob< {"response": "message", "content": "(private) {word}"}',
    ],
  },
])

export const blockChecks = checks(LOGIN, [
  {
    id: 'ktn-6.2',
    title: 'blocks and unblocks a user',
    hint: 'Answer with the infos "Blocked bob" and "Unblocked bob".',
    scope: 'extension',
    steps: [
      'ann> {"request": "block", "content": "{bob}"}',
      'ann< {"response": "info", "content": "Blocked {bob}"}',
      'ann> {"request": "unblock", "content": "{bob}"}',
      'ann< {"response": "info", "content": "Unblocked {bob}"}',
    ],
  },
  {
    id: 'ktn-6.2a',
    title: 'refuses to block an unknown user',
    hint: 'If nobody has the name, answer with the error "No such user".',
    scope: 'extension',
    steps: [
      'ann> {"request": "block", "content": "{nobody}"}',
      'ann< {"response": "error", "content": "No such user"}',
    ],
  },
])
