import { deepEqual, equal } from 'node:assert/strict'
import { MOST_KNOWN } from '../known-names.ts'
import type { PortCase } from './port-case.ts'

export const knownNameCases: readonly PortCase[] = [
  {
    title: 'known names: each once, in the order in which they were added',
    check: ({ knownNames, commit }) => {
      for (const name of ['ann', 'Ann', 'bob', 'ann']) knownNames.add(name)
      commit()
      deepEqual([...knownNames.all()], ['Ann', 'bob', 'ann'])
    },
  },
  {
    title: 'known names: past the most, the one that was added first is forgotten',
    check: ({ knownNames, commit }) => {
      for (let number = 0; number <= MOST_KNOWN; number++) knownNames.add(`n${number}`)
      commit()
      const names = [...knownNames.all()]
      equal(names.length, MOST_KNOWN)
      equal(names[0], 'n1')
    },
  },
]
