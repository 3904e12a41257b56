import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Milliseconds that anything may take on a machine that is busy with other tests. */
export const patience = 30_000

// These run in the page, whose names this program does not know.

/** What has the focus, as people would call it, and what is wrong with how it is shown. */
const focusNow = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return { name: '', role: '', inDialog: false, flaw: 'nothing has the focus' }
  const label = element.labels && element.labels[0]
  const labelled = (element.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id))
  const name = element.getAttribute('aria-label') || labelled.map((one) => one ? one.textContent : '').join(' ').trim() ||
    (label && label.textContent) || element.textContent || element.getAttribute('name') || ''
  // A radio or a checkbox is drawn by what stands beside or around it.
  const drawn = [element, element.nextElementSibling, element.parentElement, label].filter(Boolean)
  const isMarked = drawn.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
  })
  const box = drawn.map((one) => one.getBoundingClientRect()).find(({ width, height }) => width > 1 && height > 1)
  const isInView = box && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
  const top = isInView && document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1))
  const isCovered = !top || !drawn.some((one) => one.contains(top) || top.contains(one))
  const flaw = !isMarked ? 'is not marked' : !isInView ? 'is out of sight' : isCovered ? 'is covered' : ''
  return { name: name.trim(), role: element.getAttribute('role') || element.tagName.toLowerCase(),
    inDialog: Boolean(element.closest('[role=dialog]')), flaw }
})()`

/** Keeps every text that a screen reader would be told by itself. */
const listening = `(() => {
  const heard = (window.popugHeard = [])
  const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log]'
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const around = target.nodeType === 1 ? target : target.parentElement
      const regions = [around && around.closest(live)]
      for (const node of addedNodes) if (node.nodeType === 1) regions.push(...(node.matches(live) ? [node] : []), ...node.querySelectorAll(live))
      for (const region of regions) {
        const text = region && region.textContent.trim()
        if (text && heard[heard.length - 1] !== text) heard.push(text)
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
})()`

interface Focus {
  readonly name: string
  readonly role: string
  readonly inDialog: boolean
  readonly flaw: string
}

/** A page and a keyboard, and nothing to point with. After each step the focus must be seen. */
export class Keyboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** A keyboard at a page that tells what it says aloud. */
  static async at(page: Page): Promise<Keyboard> {
    await page.addInitScript(listening)
    return new Keyboard(page)
  }

  focus(): Promise<Focus> {
    return this.#page.evaluate(focusNow) as Promise<Focus>
  }

  /** Fails unless what has the focus can be seen to have it; a frame or two may pass before it is drawn. */
  async isSeen(): Promise<Focus> {
    const deadline = Date.now() + 5_000
    let now = await this.focus()
    while (now.flaw !== '' && Date.now() < deadline) {
      await this.#page.waitForTimeout(50)
      now = await this.focus()
    }
    expect(now.flaw, `the focus on “${now.name}” (${now.role}) of ${this.#page.url()}`).toBe('')
    return now
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  /** Presses Tab (or another key) until what is named has the focus, and looks that each stop on the way is seen. */
  async to(name: string | RegExp, key = 'Tab', most = 80): Promise<Focus> {
    const passed: string[] = []
    for (let step = 0; step < most; step++) {
      await this.press(key)
      const now = await this.focus()
      if (now.flaw === 'nothing has the focus') continue
      await this.isSeen()
      if (typeof name === 'string' ? now.name === name : name.test(now.name)) return now
      passed.push(now.name)
    }
    throw new Error(`no ${name} after ${most} × ${key}; there were: ${passed.join(' | ')}`)
  }

  /** Waits until a screen reader would have been told something like this. */
  async hears(what: RegExp): Promise<string> {
    const deadline = Date.now() + patience
    for (;;) {
      const heard = ((await this.#page.evaluate('window.popugHeard')) ?? []) as string[]
      const found = heard.find((text) => what.test(text))
      if (found !== undefined) return found
      if (Date.now() > deadline) throw new Error(`nothing like ${what} was said; what was: ${heard.join(' | ')}`)
      await this.#page.waitForTimeout(50)
    }
  }
}
