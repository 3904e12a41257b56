// @vitest-environment jsdom
import type { SlotContexts } from '@popug/contracts/widgets.ts'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { useText } from '../i18n/text.ts'
import { type FakeWidget, person, renderApp } from '../testing/index.tsx'
import { widgetFor } from './widget.ts'
import { WidgetSlot } from './widget-slot.tsx'

const slot = 'accounts/payout/v1'
type Context = SlotContexts[typeof slot]
const context: Context = { payoutId: 'p1', userId: 'u1' }

const saying = (word: string) =>
  widgetFor([slot], ({ context: { payoutId } }) => (
    <b>
      {word} {payoutId}
    </b>
  ))
const mailer: FakeWidget = { service: 'mailer', slot, order: 20, widget: saying('letter') }
const billing = (widget: unknown): FakeWidget => ({ service: 'billing', slot, order: 10, widget })

type Options = Parameters<typeof renderApp>[1]
const open = (options: Options) =>
  renderApp(
    <p>
      the page: <WidgetSlot name={slot} context={context} fallback="p1" />
    </p>,
    { service: 'accounts', ...options },
  )

describe('a slot', () => {
  it('shows who answers it, in their order, and tells them what it is about', async () => {
    const page = open({ widgets: [mailer, billing(saying('payment'))] })
    await page.findByText('letter p1')
    expect([...page.container.querySelectorAll('b')].map(({ textContent }) => textContent)).toEqual([
      'payment p1',
      'letter p1',
    ])
  })

  it('shows what the page knows where nobody answers, and where others answer other slots', async () => {
    const page = open({ widgets: [{ ...mailer, slot: 'somebody/else/v1' }] })
    await page.findByText('the page: p1')
    expect(page.queryByRole('button', { name: /not known yet/ })).toBeNull()
  })

  it('shows a widget to the roles that it is for', async () => {
    const widgets = [{ ...mailer, roles: ['accountant'] }, billing(saying('payment'))]
    const mine = open({ widgets, me: person({ role: 'performer' }) })
    await mine.findByText('payment p1')
    expect(mine.queryByText('letter p1')).toBeNull()
    await open({ widgets, me: person({ role: 'accountant' }) }).findByText('letter p1')
  })

  it('gives a widget its own texts, under its own name, with the kit’s behind them', async () => {
    const Words = () => {
      const text = useText()
      return <b>{`${text('hello')}, ${text('place.billing')}`}</b>
    }
    const files = { '/languages/en/billing-widgets.json': async () => ({ hello: 'Squawk' }) }
    const widgets = [billing(widgetFor([slot], Words, { name: 'billing-widgets', files }))]
    await open({ widgets }).findByText('Squawk, Payouts')
  })

  describe.each<[what: string, fault: Options]>([
    ['a module that does not come', { widgets: [mailer, billing(() => Promise.reject(new TypeError('gone')))] }],
    ['a module without a widget', { widgets: [mailer, billing({ show: 'nothing' })] }],
    ['a module of another version', { widgets: [mailer, billing({ ...saying('payment'), apiVersion: 2 })] }],
    ['a module for another slot', { widgets: [mailer, billing({ ...saying('payment'), slots: ['tasks/task/v1'] })] }],
    [
      'a widget that throws while it is drawn',
      {
        widgets: [
          mailer,
          billing(
            widgetFor([slot], () => {
              throw new Error('squawk')
            }),
          ),
        ],
      },
    ],
    ['no manifest', { widgets: [mailer], manifests: { billing: () => new Response('', { status: 404 }) } }],
    ['a manifest that is no JSON', { widgets: [mailer], manifests: { billing: () => new Response('<html>') } }],
    ['a manifest of another shape', { widgets: [mailer], manifests: { billing: () => Response.json({ widgets: 1 }) } }],
    [
      'a manifest of another version',
      {
        widgets: [mailer],
        manifests: { billing: () => Response.json({ service: 'billing', apiVersion: 9, widgets: [] }) },
      },
    ],
    [
      'a manifest that leads elsewhere',
      {
        widgets: [mailer],
        manifests: {
          billing: () =>
            Response.json({
              service: 'billing',
              apiVersion: 1,
              widgets: [{ slot, module: 'https://elsewhere.test/w.js', order: 1, roles: ['performer'] }],
            }),
        },
      },
    ],
    ['a manifest that never comes', { widgets: [mailer], manifests: { billing: () => new Promise(() => {}) } }],
  ])('where there is %s', (_what, fault) => {
    it('leaves that place quiet, the other widget and the page whole', async () => {
      vi.spyOn(console, 'error').mockImplementation(() => {})
      const page = open(fault)
      await page.findByRole('button', { name: 'not known yet' })
      await page.findByText('letter p1')
      expect(page.getByText(/the page:/)).toBeTruthy()
      vi.restoreAllMocks()
    })
  })

  it('gives up a module that never comes, and asks by another address at a press', async () => {
    const asked: string[] = []
    const widgets = [
      mailer,
      billing((address: string) => {
        asked.push(address)
        return asked.length === 1 ? new Promise(() => {}) : saying('payment')
      }),
    ]
    const page = open({ widgets })
    await userEvent.setup().click(await page.findByRole('button', { name: 'not known yet' }))
    await page.findByText('payment p1')
    expect(asked).toEqual(['/billing/assets/widget-1.js', '/billing/assets/widget-1.js?attempt=1'])
  })

  it('asks again for a manifest that did not come, and shows what it names then', async () => {
    let known = false
    const manifest = {
      service: 'billing',
      apiVersion: 1,
      widgets: [{ slot, module: '/billing/assets/widget-1.js', order: 1, roles: ['performer'] }],
    }
    const page = open({
      widgets: [mailer, billing(saying('payment'))],
      manifests: { billing: () => (known ? Response.json(manifest) : new Response('', { status: 503 })) },
    })
    const again = await page.findByRole('button', { name: 'not known yet' })
    known = true
    await userEvent.setup().click(again)
    await page.findByText('payment p1')
    expect(page.queryByRole('button', { name: 'not known yet' })).toBeNull()
  })

  it('is not troubled by a silent service that used to answer other slots', async () => {
    const page = open({ widgets: [mailer], manifests: { tasks: () => new Response('', { status: 503 }) } })
    await page.findByRole('button', { name: 'not known yet' })
    page.unmount()
    const again = open({
      widgets: [mailer],
      manifests: {
        tasks: () => {
          return new Response('', { status: 503 })
        },
      },
    })
    localStorage.setItem('popug.slots.tasks', 'accounts/task/v1')
    await again.findByText('letter p1')
    expect(again.queryByRole('button', { name: 'not known yet' })).toBeNull()
  })
})
