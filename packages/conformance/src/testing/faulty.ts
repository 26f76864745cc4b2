import { calls } from './faulty-calls.ts'
import { clients } from './faulty-clients.ts'
import { sessions } from './faulty-sessions.ts'
import { splitters } from './faulty-splitters.ts'
import { narrowFaulty } from './narrow-toy.ts'
import { pullers } from './pulling-toy.ts'
import { type Faulty, features, parseOptions, type Toy, toy } from './toy.ts'
import { ToyJournal } from './toy-journal.ts'

function journalled(Log: typeof ToyJournal): Toy {
  return { ...toy, journal: ({ log }) => (log === '' ? undefined : new Log(log)) }
}

const declarations: readonly Faulty[] = [
  {
    fault: 'has a name in capitals',
    dialect: { ...toy, name: 'Toy' },
    caughtBy: 'declares itself',
    finding: /the name is "Toy"/,
  },
  {
    fault: 'has no note on an option',
    dialect: { ...toy, optionNotes: { strict: 'no ALL' } },
    caughtBy: 'options',
    finding: /the notes: expected \["strict","maxLine","log"\], came \["strict"\]/,
  },
  {
    fault: 'takes unknown options',
    dialect: {
      ...toy,
      options: {
        parse: (input) => {
          const known = Object.entries(Object(input)).filter(([key]) => key !== 'unheardOf')
          return parseOptions(Object.fromEntries(known))
        },
      },
    },
    caughtBy: 'options',
    finding: /the options take \{"unheardOf":1\}/,
  },
  {
    fault: 'has two rules of one id',
    dialect: { ...toy, rules: [...toy.rules, ...toy.rules] },
    caughtBy: 'rules',
    finding: /toy-1.1 stands twice/,
  },
  {
    fault: 'has a rule of somebody else’s',
    dialect: { ...toy, rules: toy.rules.map((rule) => ({ ...rule, id: 'vu-1.1' })) },
    caughtBy: 'rules',
    finding: /vu-1.1 is not toy- and a section/,
  },
  {
    fault: 'has a rule without a sentence',
    dialect: { ...toy, rules: toy.rules.map((rule) => ({ ...rule, sentence: ' ' })) },
    caughtBy: 'rules',
    finding: /toy-1.2 has no sentence/,
  },
  {
    fault: 'has its rules out of order',
    dialect: { ...toy, rules: toy.rules.toReversed() },
    caughtBy: 'rules',
    finding: /the rules in order: expected \["toy-1.1"/,
  },
  {
    fault: 'does not specify an option',
    dialect: { ...toy, options: { parse: (input) => ({ ...parseOptions(input), maxLine: 5 }) } },
    caughtBy: 'specification',
    finding: /README.md has no \| `maxLine` \| 5 \|/,
  },
  {
    fault: 'has a rule whose section is not there',
    dialect: { ...toy, rules: toy.rules.map((rule) => ({ ...rule, id: 'toy-1.9b' })) },
    caughtBy: 'specification',
    finding: /README.md has no \*\*1\.9\*\*, for toy-1\.9b/,
  },
  {
    fault: 'cites no section for a change',
    dialect: {
      ...toy,
      carries: (options) => ({
        ...toy.carries(options),
        features: { ...features, length: { grade: 'changed', rule: '', how: 'cut' } },
      }),
    },
    caughtBy: 'features',
    finding: /length is \{"grade":"changed"/,
  },
  {
    fault: 'writes its journal outside of its folder',
    dialect: journalled(
      class extends ToyJournal {
        override file(): string {
          return '../log.txt'
        }
      },
    ),
    caughtBy: 'journal',
    finding: /a journal writes in "\.\.\/log\.txt"/,
  },
  {
    fault: 'lets a text make lines of its journal',
    dialect: journalled(
      class extends ToyJournal {
        override written(text: string): string {
          return text
        }
      },
    ),
    caughtBy: 'journal',
    finding: /a journal of "\\n": lines of each change: expected/,
  },
]

export const faulty: readonly Faulty[] = [
  ...splitters,
  ...sessions,
  ...clients,
  ...calls,
  ...pullers,
  ...narrowFaulty,
  ...declarations,
]
