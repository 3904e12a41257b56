export { createDatabase } from './mysql-store.ts'
export { startTestProgram, type TestProgram } from './test-program.ts'
export { makeTestStore, openTestDatabase } from './test-store.ts'
export { until } from './until.ts'
