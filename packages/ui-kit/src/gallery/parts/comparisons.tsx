import { Against, Change } from '../../components/change.tsx'
import { FigureCard, FigureCards } from '../../components/figure-card.tsx'
import { Money } from '../../components/money.tsx'
import { ShareBar } from '../../components/share-bar.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'

const figures = { more: [45, 38], less: [38, 45], same: [45, 45] } as const

/** Figures beside others: with the period before, with the greatest of their kind. */
export const Comparisons = () => {
  const text = useText()
  const changes = Object.entries(figures).map(([state, [now, before]]) => ({
    state,
    change: <Change now={now} before={before} show={String} />,
  }))
  return (
    <Group name="comparisons">
      <Exhibit of="Change">
        {changes.map(({ state, change }) => (
          <Specimen key={state} state={`change.${state}`}>
            {change}
          </Specimen>
        ))}
        <Specimen state="change.lessIsBetter">
          <Change now={3} before={4} show={String} good="less" />
        </Specimen>
      </Exhibit>
      <Exhibit of="FigureCards, FigureCard, Against">
        <Specimen state="ready" wide>
          <FigureCards>
            <FigureCard
              name={text('sample.profit')}
              note={
                <Against name={text('sample.before')} was={<Money minor={2314} currency="USD" signed />}>
                  <Change now={-3197} before={2314} show={(minor) => String(minor / 100)} />
                </Against>
              }
            >
              <Money minor={-3197} currency="USD" />
            </FigureCard>
            <FigureCard name={text('sample.tasks')} note={changes[0]?.change}>
              45
            </FigureCard>
          </FigureCards>
        </Specimen>
      </Exhibit>
      <Exhibit of="ShareBar">
        {[1, 0.4, 0.02, 0].map((share) => (
          <Specimen key={share} state={`share.${String(share * 100)}`} wide>
            <ShareBar share={share} />
          </Specimen>
        ))}
      </Exhibit>
    </Group>
  )
}
