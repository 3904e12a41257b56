import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listenLive } from './live.ts'

class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static readonly all: FakeSource[] = []
  readonly url: string
  readyState = 1

  constructor(url: string) {
    super()
    this.url = url
    FakeSource.all.push(this)
  }

  close(): void {
    this.readyState = FakeSource.CLOSED
  }

  /** As a browser does when the server answers anything but a stream. */
  refuse(): void {
    this.readyState = FakeSource.CLOSED
    this.dispatchEvent(new Event('error'))
  }
}

const isOpen = () => FakeSource.all.filter(({ readyState }) => readyState !== FakeSource.CLOSED).length
const look = (state: 'visible' | 'hidden'): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  FakeSource.all.length = 0
  vi.stubGlobal('EventSource', FakeSource)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('hears of changes until it leaves', () => {
  const changed = vi.fn()
  const leave = listenLive('tasks', changed)
  expect(FakeSource.all.map(({ url }) => url)).toEqual(['/tasks/api/live'])
  FakeSource.all[0]?.dispatchEvent(new Event('changed'))
  expect(changed).toHaveBeenCalledTimes(1)
  leave()
  expect(isOpen()).toBe(0)
  look('visible')
  expect(FakeSource.all).toHaveLength(1)
})

it('holds no connection in the background, and asks anew when it is looked at again', () => {
  const changed = vi.fn()
  const leave = listenLive('tasks', changed)
  look('hidden')
  expect(isOpen()).toBe(0)
  look('visible')
  expect([isOpen(), changed.mock.calls.length]).toEqual([1, 1])
  look('visible')
  expect(FakeSource.all).toHaveLength(2)
  leave()
})

it('tries again after a refusal, later each time, and leaves to the browser what merely broke', () => {
  const changed = vi.fn()
  const leave = listenLive('tasks', changed)
  FakeSource.all[0]?.dispatchEvent(new Event('error'))
  vi.advanceTimersByTime(100_000)
  expect(FakeSource.all).toHaveLength(1)
  for (const pause of [2_000, 4_000, 8_000]) {
    const count = FakeSource.all.length
    FakeSource.all.at(-1)?.refuse()
    vi.advanceTimersByTime(pause - 1)
    expect(FakeSource.all).toHaveLength(count)
    vi.advanceTimersByTime(1)
    expect(FakeSource.all).toHaveLength(count + 1)
  }
  FakeSource.all.at(-1)?.dispatchEvent(new Event('open'))
  FakeSource.all.at(-1)?.refuse()
  vi.advanceTimersByTime(2_000)
  expect(FakeSource.all).toHaveLength(5)
  leave()
})
