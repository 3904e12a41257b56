import { expect, it, onTestFinished, vi } from 'vitest'
import { makeI18n, speak } from './i18n.ts'

const files = {
  '../languages/en/tasks.json': vi.fn(async () => ({ title: 'Title' })),
  '../languages/ru/tasks.json': vi.fn(async () => ({ title: 'Название' })),
}

it('fetches the language that is read, another when it is chosen, and each once', async () => {
  const texts = await makeI18n('tasks', files, 'en')
  expect([texts.t('title'), texts.t('cancel')]).toEqual(['Title', 'Cancel'])
  expect(files['../languages/ru/tasks.json']).not.toHaveBeenCalled()
  for (const language of ['ru', 'en', 'ru'] as const) await speak(texts, language)
  expect([texts.t('title'), texts.t('cancel'), document.documentElement.lang]).toEqual(['Название', 'Отмена', 'ru'])
  for (const read of Object.values(files)) expect(read).toHaveBeenCalledOnce()
})

it('stays with its language where another does not come', async () => {
  const texts = await makeI18n('tasks', { ...files, '../languages/ru/tasks.json': () => Promise.reject('gone') }, 'en')
  await expect(speak(texts, 'ru')).rejects.toBe('gone')
  expect([texts.language, texts.t('title')]).toEqual(['en', 'Title'])
})

it('tells of a text that nobody wrote', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  const texts = await makeI18n('tasks', files, 'en')
  texts.t('status', { defaultValue: 'new' })
  expect(told).not.toHaveBeenCalled()
  expect(texts.t('nobody.wrote')).toBe('nobody.wrote')
  expect(told).toHaveBeenCalledWith('No text for tasks:nobody.wrote')
})
