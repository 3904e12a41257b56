import { afterAll, beforeAll, describe } from 'vitest'
import { absences } from './absences.ts'
import { brokerFaults } from './broker-faults.ts'
import { closings } from './closings.ts'
import { killing } from './kills.ts'
import { poisoning } from './poisoning.ts'
import { openStage, type Stage } from './stage.ts'
import { standbys } from './standbys.ts'

/** One company lives through everything that a composed system can meet, told in order. */
describe('composed, two processes of every service', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('composed')
  }, 240_000)
  afterAll(() => stage?.system.remove())
  const it = (): Stage => stage

  describe('without one of them', () => absences(it))
  describe('of which one dies', () => standbys(it))
  describe('killed while people press', () => killing(it))
  describe('with a broker that forgets', () => brokerFaults(it))
  describe('closing days', () => closings(it))
  // Last, for what is put aside stays there.
  describe('poisoned', () => poisoning(it))
})
