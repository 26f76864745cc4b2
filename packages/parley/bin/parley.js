#!/usr/bin/env node
// No import statement, and only syntax that Node 8 reads: an older Node shows the sentence below, not a stack trace.

const OLDEST = 20
const major = Number(process.versions.node.split('.')[0])

if (major < OLDEST) {
  process.stderr.write(`parley needs Node ${OLDEST} or newer; this is ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  import('../bundle/main.js')
}
