import { checks, LOGGED_IN } from './test-client.ts'

/** So many seconds ago: a list of all who were there in an earlier run may be too long for one object. */
const RECENTLY = 10

export const listChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.4',
    title: 'lists the others who are online',
    hint: 'Answer whoelse with a list of the others who are online, without the one who asks.',
    exclusive: true,
    async run(clients) {
      const [one, other] = await clients.pair()
      await one.say('whoelse')
      const names = await one.names('whoelse')
      if (!names.includes(other.name)) clients.stage.fail(`${other.name} is missing`)
      if (names.includes(one.name)) clients.stage.fail(`${one.name}, who asks, is in it`)
    },
  },
  {
    id: 'ghostr-4.5',
    title: 'lists the others who were online within the given time',
    hint: 'whoelsesince names also those who have logged out within that time.',
    async run(clients) {
      const [one, gone] = await clients.pairWithOneAway()
      await one.say('whoelsesince', { since: String(RECENTLY) })
      const names = await one.names('whoelsesince')
      if (!names.includes(gone.name))
        clients.stage.fail(`${gone.name}, who has just gone, is missing`)
    },
  },
  {
    id: 'ghostr-4.5.again',
    title: 'lists a user who left and returned once',
    hint: 'In whoelsesince name everybody once, and leave out the one who asks.',
    needs: ['ghostr-4.5'],
    async run(clients) {
      const [first, second] = await clients.pair()
      for (const client of [first, second]) await client.logout()
      const [one, other] = [await clients.user(first), await clients.user(second)]
      await one.say('whoelsesince', { since: String(RECENTLY) })
      const names = await one.names('whoelsesince')
      const times = names.filter((name) => name === other.name).length
      if (times !== 1) clients.stage.fail(`${other.name} is in it ${times} times`)
      if (names.includes(one.name)) clients.stage.fail(`${one.name}, who asks, is in it`)
    },
  },
  {
    id: 'ghostr-4.5a',
    title: 'accepts a time as a number',
    hint: 'Take since as a number or as a string that holds one.',
    needs: ['ghostr-4.5'],
    async run(clients) {
      const [one, other] = await clients.pair()
      await one.say('whoelsesince', { since: RECENTLY })
      const names = await one.names('whoelsesince')
      if (!names.includes(other.name)) clients.stage.fail(`${other.name} is missing`)
    },
  },
])
