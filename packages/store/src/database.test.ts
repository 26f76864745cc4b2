import { databaseDriver } from './database.ts'
import { DriverError } from './errors.ts'

test('a driver that is not installed is named in one line, with the reason', () => {
  const missing = () => {
    throw new Error("Cannot find module 'libsql'\nRequire stack:\n- /a/b.js")
  }
  expect(() => databaseDriver(missing)).toThrow(
    new DriverError("the database driver libsql cannot be loaded (Cannot find module 'libsql')"),
  )
})
