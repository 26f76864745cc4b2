import { type GhostrFault, sends } from './mutations.ts'

export const clientSendFaults: readonly GhostrFault[] = [
  {
    name: 'swaps',
    what: 'puts the text where the user is due',
    breaks: ['ghostr-1.1'],
    apply: sends((text) =>
      text.includes('"action": "message"')
        ? text.replace('"user"', '"text"').replace('"message": ', '"user": ')
        : text,
    ),
  },
]
