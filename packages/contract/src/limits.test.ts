import { oneLine } from './index.ts'

test('one line stays one, and does nothing but be read', () => {
  const hostile = 'a\nb\rc\td\u2028e\u2029f\u0085g\u001b[2Jh\u202ei\ud800j\u2066k'
  expect(oneLine(hostile)).toBe('a�b�c\td�e�f�g�[2Jh�i�j�k')
  expect(oneLine('grüße 😀 👩‍👧 e\u0301')).toBe('grüße 😀 👩‍👧 e\u0301')
})
