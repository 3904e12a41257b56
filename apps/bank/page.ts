import { languageName } from '@popug/contracts/languages.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { type Language, languages } from '@popug/contracts/roles.ts'
import { words } from './generated/words.ts'
import type { Entry } from './store.ts'

interface PageParts {
  readonly language: Language
  readonly entries: readonly Entry[]
  readonly counted: { readonly asked: number; readonly paid: number; readonly undelivered: number }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (raw: string | number): string => String(raw).replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

const moment = (at: number | null): string => {
  if (at === null) return '–'
  const iso = new Date(at).toISOString()
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`
}

const row = (entry: Entry, language: Language): string => {
  const { payoutId, amountMinor, currency, cardLast4, status, reason, attempts, askedAt, paidAt } = entry
  const state = `${words[language].status[status]}${reason ? ` (${text(reason)})` : ''}`
  const cells = [
    moment(askedAt),
    `<code>${text(payoutId)}</code>`,
    text(formatMoney(amountMinor, currency, language)),
    `•• ${text(cardLast4)}`,
    `<span class="${status}">${state}</span>`,
    text(attempts),
    moment(paidAt),
  ]
  const titles = words[language].columns
  return `<tr>${cells.map((cell, index) => `<td data-title="${titles[index]}">${cell}</td>`).join('')}</tr>`
}

/** How the page looks: the colours of Popug, dark where the system is, rows that fold into cards on a phone. */
export const style = `:root{color-scheme:light dark;--ink:#1d2420;--paper:#fbfaf7;--line:#d9d6cd;--good:#0b6350;--bad:#a8252d;--wait:#7a5200}
@media(prefers-color-scheme:dark){:root{--ink:#e9ece9;--paper:#161a18;--line:#3a403c;--good:#5cc9ae;--bad:#ff8a8f;--wait:#f2a33a}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:1280px;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;margin:.5rem 0}header{display:flex;justify-content:space-between;gap:1rem;flex-wrap:wrap}
a{color:inherit}dl{display:flex;gap:2rem;flex-wrap:wrap}dt{font-size:.875rem}dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
td:nth-child(3),td:nth-child(6){text-align:right}code{font-size:.8rem;overflow-wrap:anywhere}
.paid{color:var(--good)}.refused{color:var(--bad)}.pending,.new{color:var(--wait)}
@media(max-width:700px){thead{position:absolute;clip-path:inset(50%)}tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
td{display:flex;justify-content:space-between;gap:1rem;border:0;padding:.1rem 0}td::before{content:attr(data-title);opacity:.75}}`

/** A plain page that shows what the bank received. */
export const page = ({ language, entries, counted }: PageParts): string => {
  const said = words[language]
  const others = languages
    .filter((other) => other !== language)
    .map((other) => `<a href="/?lang=${other}" hreflang="${other}" lang="${other}">${languageName(other)}</a>`)
  const table = `<table><thead><tr>${said.columns.map((title) => `<th scope="col">${title}</th>`).join('')}</tr></thead>
<tbody>${entries.map((entry) => row(entry, language)).join('\n')}</tbody></table>`
  const more = entries.length < counted.asked ? `<p>${said.shown.replace('{{count}}', String(entries.length))}</p>` : ''
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${said.title}</title><link rel="stylesheet" href="/bank.css"></head><body>
<header><h1>${said.title}</h1><nav>${others.join(' ')}</nav></header>
<main><p>${said.what}</p>
<dl><div><dt>${said.asked}</dt><dd>${counted.asked}</dd></div><div><dt>${said.paid}</dt><dd>${counted.paid}</dd></div>
<div><dt>${said.undelivered}</dt><dd>${counted.undelivered}</dd></div></dl>
${entries.length === 0 ? `<p>${said.none}</p>` : table}${more}</main></body></html>
`
}
