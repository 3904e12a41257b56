import { describe, expect, it } from 'vitest'
import { batched } from './batch.ts'

const lookUp = (known: (id: string) => boolean = () => true) => {
  const asked: string[][] = []
  const find = batched(
    async (ids) => {
      asked.push(ids)
      return ids.filter(known).map((id) => ({ id, name: `name of ${id}` }))
    },
    (found) => found.id,
  )
  return { asked, find }
}

describe('batched look-ups', () => {
  it('go out together, each id once', async () => {
    const { asked, find } = lookUp()
    const found = await Promise.all([find('a'), find('b'), find('a')])
    expect(asked).toEqual([['a', 'b']])
    expect(found.map((one) => one?.name)).toEqual(['name of a', 'name of b', 'name of a'])
  })

  it('are split where they would not fit a request', async () => {
    const { asked, find } = lookUp()
    await Promise.all(Array.from({ length: 230 }, (_, number) => find(String(number))))
    expect(asked.map((ids) => ids.length)).toEqual([100, 100, 30])
  })

  it('resolve to null for what the answer does not name', async () => {
    const { find } = lookUp((id) => id !== 'b')
    expect((await Promise.all([find('a'), find('b')])).map((one) => one?.id ?? null)).toEqual(['a', null])
  })

  it('ask again after a failure', async () => {
    let fails = true
    const find = batched<{ id: string }>(
      async (ids) => {
        if (fails) throw new Error('silence')
        return ids.map((id) => ({ id }))
      },
      (found) => found.id,
    )
    await expect(find('a')).rejects.toThrow('silence')
    fails = false
    expect(await find('a')).toEqual({ id: 'a' })
  })
})
