import { type Column, PageLink, PersonName } from '@popug/ui-kit'

/** The column of whose a row is, with the way to that person's account. */
export const personColumn = (title: string): Column<{ readonly userId: string }> => ({
  key: 'person',
  title,
  main: true,
  cell: ({ userId }) => (
    <PageLink to="/people/$userId" params={{ userId }}>
      <PersonName id={userId} />
    </PageLink>
  ),
})
