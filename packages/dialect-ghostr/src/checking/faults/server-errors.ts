import { type GhostrFault, says } from './mutations.ts'

export const serverErrorFaults: readonly GhostrFault[] = [
  {
    name: 'everybody-exists',
    what: 'says SUCCESS where the user does not exist',
    breaks: ['ghostr-4.1c', 'ghostr-4.6b'],
    apply: says((text) => text.replace('"USER_NOT_EXIST"', '"SUCCESS"')),
  },
]
