import { away, LOGGED_IN, type ServerCheck, stranger, user } from './test-client.ts'

/** So many seconds ago: a list of all who were there in an earlier run may be too long for one object. */
const RECENTLY = 10

export const listChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.4',
    title: 'lists the others who are online',
    hint: 'Answer whoelse with a list of the others who are online, without the one who asks.',
    needs: LOGGED_IN,
    exclusive: true,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('whoelse')
      const names = await one.names('whoelse')
      if (!names.includes(other.name)) stage.fail(`${other.name} is missing`)
      if (names.includes(one.name)) stage.fail(`${one.name}, who asks, is in it`)
    },
  },
  {
    rule: 'ghostr-4.5',
    title: 'lists the others who were online within the given time',
    hint: 'whoelsesince names also those who have logged out within that time.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('whoelsesince', { since: String(RECENTLY) })
      const names = await one.names('whoelsesince')
      if (!names.includes(gone.name)) stage.fail(`${gone.name}, who has just gone, is missing`)
    },
  },
  {
    rule: 'ghostr-4.5',
    variant: 'again',
    title: 'lists a user who left and returned once',
    hint: 'In whoelsesince name everybody once, and leave out the one who asks.',
    needs: [...LOGGED_IN, 'ghostr-4.5'],
    async run(stage) {
      const gone = [await away(stage), await away(stage)] as const
      const one = await (await stranger(stage)).login(gone[0])
      const other = await (await stranger(stage)).login(gone[1])
      await one.say('whoelsesince', { since: String(RECENTLY) })
      const names = await one.names('whoelsesince')
      const times = names.filter((name) => name === other.name).length
      if (times !== 1) stage.fail(`${other.name} is in it ${times} times`)
      if (names.includes(one.name)) stage.fail(`${one.name}, who asks, is in it`)
    },
  },
  {
    rule: 'ghostr-4.5a',
    title: 'accepts a time as a number',
    hint: 'Take since as a number or as a string that holds one.',
    needs: [...LOGGED_IN, 'ghostr-4.5'],
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('whoelsesince', { since: RECENTLY })
      const names = await one.names('whoelsesince')
      if (!names.includes(other.name)) stage.fail(`${other.name} is missing`)
    },
  },
]
