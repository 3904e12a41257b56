import { useKitText } from '../i18n/text.ts'
import { Icon } from './icon.tsx'
import classes from './status-badge.module.css'
import { looks, type Statuses, type Tone, tones } from './statuses.ts'

type StatusBadgeProps<K extends keyof Statuses> =
  | { readonly of: K; readonly status: Statuses[K] }
  | { readonly tone: Tone; readonly word: string }

/** A state as icon, word and colour: `<StatusBadge of="payout" status={payout.status} />`, or any word with a tone. */
export function StatusBadge<K extends keyof Statuses>(props: StatusBadgeProps<K>) {
  const text = useKitText()
  const tone: Tone = 'tone' in props ? props.tone : tones[props.of][props.status]
  const word = 'word' in props ? props.word : text(`status.${props.of}.${props.status}`)
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={looks[tone].icon} size={14} />
      {word}
    </span>
  )
}
