import { Buffer } from 'node:buffer'
import { roomFields } from './frames.ts'
import { requestSplitter } from './parser.ts'

test.each(Object.keys(roomFields))('%s is unknown with strict', (type) => {
  const splitter = requestSplitter(true)
  splitter.push(Buffer.from(`TYPE: ${type};;`))
  expect(splitter.next(4096)).toEqual({ kind: 'unknown' })
})
