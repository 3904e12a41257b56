import type { Role } from '@popug/contracts/roles.ts'
import { useLocation } from '@tanstack/react-router'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { useKitText } from '../i18n/text.ts'
import { homeOf, type Place, placeKey, placesOf } from '../session/places.ts'
import classes from './rail.module.css'

const isHere = (place: Place, address: string): boolean => address.startsWith(place.href)

/** The services that the role may open, each an ordinary page load away; a bar at the bottom on a phone. */
export const Rail = ({ role }: { readonly role: Role | undefined }) => {
  const text = useKitText()
  const address = useLocation({ select: (location) => location.publicHref })
  return (
    <nav className={classes.rail} aria-label={text('shell.services')}>
      <a href={role ? homeOf(role) : '/'} className={classes.mark} aria-label={`Popug: ${text('shell.home')}`}>
        <Mark size={36} />
      </a>
      <ul className={classes.places}>
        {role &&
          placesOf(role).map((place) => (
            <li key={place.name}>
              <a href={place.href} className={classes.place} aria-current={isHere(place, address) ? 'page' : undefined}>
                <Icon name={place.icon} size={22} />
                <span>{text(placeKey(place, role))}</span>
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
