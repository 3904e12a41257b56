import { Against } from '../../components/against.tsx'
import { FigureCard, FigureCards } from '../../components/figure-card.tsx'
import { Money } from '../../components/money.tsx'
import { ShareBar } from '../../components/share-bar.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'

const figures = { more: [45, 38], less: [38, 45], same: [45, 45] } as const

/** Figures beside others: with the period before, with the greatest of their kind. */
export const Comparisons = () => {
  const text = useText()
  const against = (now: number, before: number, good: 'more' | 'less' = 'more') => (
    <Against name={text('sample.before')} was={before} now={now} before={before} show={String} good={good} />
  )
  return (
    <Group name="comparisons">
      <Exhibit of="Against">
        {Object.entries(figures).map(([state, [now, before]]) => (
          <Specimen key={state} state={`change.${state}`}>
            {against(now, before)}
          </Specimen>
        ))}
        <Specimen state="change.lessIsBetter">{against(3, 4, 'less')}</Specimen>
      </Exhibit>
      <Exhibit of="FigureCards, FigureCard">
        <Specimen state="ready" wide>
          <FigureCards>
            <FigureCard
              name={text('sample.profit')}
              note={
                <Against
                  name={text('sample.before')}
                  was={<Money minor={2314} currency="USD" signed />}
                  now={-3197}
                  before={2314}
                  show={(minor) => String(minor / 100)}
                />
              }
            >
              <Money minor={-3197} currency="USD" />
            </FigureCard>
            <FigureCard name={text('sample.tasks')} note={against(45, 38)}>
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
