import { markShapes } from '../components/mark.tsx'
import classes from './parrot.module.css'

/** What the parrot does: waits on its branch, looks for something, sleeps because all is done, or has lost its branch. */
export type Doing = 'waiting' | 'searching' | 'asleep' | 'lost'

const branch = 'M6 66C44 60 84 70 154 60'
/** Broken in the middle: nothing is where it was looked for. */
const brokenBranch = 'M6 66C30 62 52 64 66 65M98 64C118 66 134 63 154 60'

/** What stands around the bird. */
const around = {
  waiting: (
    <>
      <path className={classes.leaf} d="M118 63C122 52 134 48 142 48C140 58 130 65 118 63Z" />
      <path className={classes.leaf} d="M36 63C30 54 20 52 12 53C16 61 26 67 36 63Z" />
    </>
  ),
  searching: <path className={classes.glass} d="M112 47A13 13 0 1 0 112 21A13 13 0 0 0 112 47ZM121.5 43.5L132 54" />,
  asleep: <path className={classes.sign} d="M112 30h7l-7 8h7M126 14h9l-9 10h9" />,
  lost: <path className={classes.sign} d="M52 20l-8 4M50 32h-10M118 16l8-4M122 28h10" />,
} as const

/** How the bird stands, and how it holds its head. */
const poses: Readonly<Record<Doing, { readonly bird: string; readonly head?: string }>> = {
  waiting: { bird: 'translate(66 6)' },
  searching: { bird: 'translate(58 6)', head: 'rotate(14 13 16)' },
  asleep: { bird: 'translate(66 8)', head: 'rotate(24 13 16)' },
  lost: { bird: 'translate(66 2) rotate(-10 13 30)' },
}

const closedEye = 'M13 4A12 12 0 1 0 13 28A12 12 0 0 0 13 4Z'

/** The parrot of the mark, whole: for pages where nothing is at stake. */
export const Parrot = ({ doing }: { readonly doing: Doing }) => {
  const { bird, head } = poses[doing]
  const sleeps = doing === 'asleep'
  return (
    <svg width="160" height="84" viewBox="0 0 160 84" fill="none" aria-hidden="true">
      <path className={classes.branch} d={doing === 'lost' ? brokenBranch : branch} />
      <g transform={bird}>
        <path className={classes.body} d="M1 16C-4 30 0 46 10 52L15 53C24 49 28 38 25 18Z" />
        <path className={classes.tail} d="M10 51L3 72Q7 75 11 71L17 52Z" />
        <path className={classes.wing} d="M-2 34C-6 46 0 56 6 60C14 54 16 42 11 28Z" />
        <g transform={head}>
          <path className={classes.body} fillRule="evenodd" d={sleeps ? closedEye : markShapes.head} />
          {sleeps && <path className={classes.lid} d="M12.8 13.6q2.6 2.6 5.2 0" />}
          <path className={classes.beak} d={markShapes.beak} />
        </g>
        {doing !== 'lost' && <path className={classes.feet} d="M12 52v5M17 52v5" />}
      </g>
      {around[doing]}
    </svg>
  )
}
