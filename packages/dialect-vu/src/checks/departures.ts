import { Party, type ServerCheck } from './party.ts'

export const departureChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.7',
    title: 'a name is free again once its owner has closed',
    hint: 'Where a read tells that the connection is closed, take its name out of your table.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const { name, wire } = await party.user()
      wire.end()
      const next = await party.comesFree(name)
      if (next === undefined) stage.fail(`${name} cannot be had 3 seconds after its owner closed`)
    },
  },
  {
    rule: 'vu-2.7a',
    title: 'an answer to somebody who says no more',
    hint: 'Answer the lines that have come before you treat the end of the input as a goodbye.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const { wire } = await party.user()
      await wire.say('FLY\n')
      wire.end()
      await party.hear(wire, 'BAD-RQST-HDR\n')
    },
  },
]
