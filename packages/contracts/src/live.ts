/**
 * What a page hears while it is open: `GET /<service>/api/live`, for whoever is signed in, is a stream of server-sent events.
 *
 *     event: changed        something that this person may see has changed: ask again for what is shown
 *     id: t42.c7            where the service stood; a browser that comes back says it in `Last-Event-ID`
 *     data: mine            `mine` where the person themselves is concerned, `any` otherwise
 *
 * No figures travel on it: rights are looked at where the page asks again, and a hint that is lost or doubled does no harm.
 */
export const livePath = '/live'

/** The one kind of event on the stream. */
export const liveEvent = 'changed'

/** Whom a change concerns: the listener by name, or perhaps anybody. */
export type LiveReach = 'mine' | 'any'
