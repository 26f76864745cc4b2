import { valueIn } from '../fields.ts'
import { checks, LIST, LOGIN } from './test-client.ts'

export const presenceChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.3',
    title: 'tells the others of a login',
    hint: 'After a right password write LOGGEDIN with the new name to every other user.',
    steps: ['ann< TYPE: LOGGEDIN;;WHO: {bob};;'],
  },
  {
    id: 'ghostr-text-9.3.once',
    title: 'tells the others of a login once, and not the user itself',
    hint: 'Go through the connections of the other users, and write LOGGEDIN to each of them once.',
    needs: [LIST],
    async run(clients) {
      const [bob, ann] = [await clients.user(), await clients.user()]
      await bob.sees(ann.name, 'LOGGEDIN')
      const isOfAnn = ({ text }: { readonly text: string }) =>
        valueIn(text, 'TYPE') === 'LOGGEDIN' && valueIn(text, 'WHO') === ann.name
      if ((await bob.before()).some(isOfAnn)) clients.stage.fail('it comes twice')
      if ((await ann.before()).some(isOfAnn))
        clients.stage.fail('it goes to the user who has logged in, too')
    },
  },
])
