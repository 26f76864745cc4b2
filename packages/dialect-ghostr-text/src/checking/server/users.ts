import { valueIn } from '../fields.ts'
import { LIST, LOGIN, type ServerCheck, TestClients } from './test-client.ts'

export const presenceChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.3',
    title: 'tells the others of a login',
    hint: 'After a right password write LOGGEDIN with the new name to every other user.',
    needs: LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const bob = await clients.user()
      const ann = await clients.user()
      await bob.sees(ann.name, 'LOGGEDIN')
    },
  },
  {
    rule: 'ghostr-text-9.3',
    variant: 'once',
    title: 'tells the others of a login once, and not the user itself',
    hint: 'Go through the connections of the other users, and write LOGGEDIN to each of them once.',
    needs: [...LOGIN, LIST],
    async run(stage) {
      const clients = new TestClients(stage)
      const bob = await clients.user()
      const ann = await clients.user()
      await bob.sees(ann.name, 'LOGGEDIN')
      const isOfAnn = ({ text }: { readonly text: string }) =>
        valueIn(text, 'TYPE') === 'LOGGEDIN' && valueIn(text, 'WHO') === ann.name
      if ((await bob.before()).some(isOfAnn)) stage.fail('it comes twice')
      if ((await ann.before()).some(isOfAnn))
        stage.fail('it goes to the user who has logged in, too')
    },
  },
]
