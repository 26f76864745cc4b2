import { equal, notEqual } from 'node:assert/strict'
import { nameKeys } from '@parley/contract'
import { MOST_BLOCKED } from '../block-list.ts'
import type { PortCase } from './port-case.ts'

export const blockCases: readonly PortCase[] = [
  {
    title: 'blocks: one direction, told apart by name, forgotten on clear',
    check: ({ blocks }) => {
      equal(blocks.none, true)
      equal(blocks.add('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), true)
      equal(blocks.has('bob', nameKeys('ann')), false)
      notEqual(blocks.none, true)
      equal(blocks.remove('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), false)
      blocks.add('ann', 'bob')
      blocks.clear('ann')
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(blocks.none, true)
    },
  },
  {
    title: 'blocks: go along with a name that changes',
    check: ({ blocks, commit }) => {
      blocks.add('ann', 'bob')
      commit()
      blocks.move('ann', 'annika')
      blocks.move('nobody', 'else')
      commit()
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(blocks.has('annika', nameKeys('bob')), true)
      blocks.clear('annika')
      equal(blocks.none, true)
    },
  },
  {
    title: 'blocks: hold against names that are alike, and are taken back for them',
    check: ({ blocks }) => {
      equal(blocks.add('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('Bob')), true)
      equal(blocks.has('ann', nameKeys('b0b')), true)
      equal(blocks.has('ann', nameKeys('bobo')), false)
      equal(blocks.add('ann', 'BOB'), true)
      equal(blocks.has('Ann', nameKeys('bob')), false)
      equal(blocks.remove('ann', 'Bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(blocks.none, true)
    },
  },
  {
    title: 'blocks: of one user no more than the most, and room again when one is taken back',
    check: ({ blocks, commit }) => {
      for (let number = 1; number <= MOST_BLOCKED; number++) {
        equal(blocks.add('ann', `n${number}`), true)
      }
      commit()
      equal(blocks.add('ann', 'bob'), false)
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(blocks.add('cid', 'bob'), true)
      equal(blocks.remove('ann', 'n7'), true)
      equal(blocks.add('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), true)
    },
  },
]
