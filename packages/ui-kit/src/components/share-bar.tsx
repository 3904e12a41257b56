import classes from './share-bar.module.css'

/** How much of the greatest a row of a ranked list is, as a bar from 0 to 1; the figure itself stands beside it. */
export const ShareBar = ({ share }: { readonly share: number }) => (
  <span className={classes.track} aria-hidden="true">
    <span className={classes.bar} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
  </span>
)
