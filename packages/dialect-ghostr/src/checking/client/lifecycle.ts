import { checks, NEEDS } from './test-server.ts'

export const timeoutChecks = checks(NEEDS, [
  {
    id: 'ghostr-5.1c',
    title: 'exits at a timeout',
    hint: 'After {"action": "timeout"} close the connection and exit.',
    steps: ['server> {"action": "timeout"}', 'pause 150', 'server ends', 'user exits'],
  },
])

export const logoutChecks = checks(NEEDS, [
  {
    id: 'ghostr-8.1d',
    title: 'logs out before it closes',
    hint: 'Send logout before you close.',
    steps: [
      'user leaves',
      'server< logout',
      'server> {"action": "logout", "reply": "logged out"}',
      'server ends',
      'client closes',
    ],
  },
])
