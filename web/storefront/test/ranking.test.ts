import type { DecisionAnswer, DecisionRequest, Tier } from '@rapport/sdk';
import { describe, expect, it } from 'vitest';
import { goods } from '../dev/goods.js';
import { Catalogue } from '../src/catalogue.js';
import { inOrder, Ranking } from '../src/ranking.js';

const catalogue = new Catalogue(goods);
const found = catalogue.search('linen');
const ids = found.map(({ id }) => id);

function answer(tier: Tier, items: readonly string[]): DecisionAnswer {
  const reason = { text: '', evidence: [], source: '', purpose: null };
  return { decisionId: 'd', tier, items: items.map((id) => ({ id, tier, reason })), heldBack: [], degraded: false };
}

describe('the results of a search', () => {
  it('stand in the order that suits the visitor, and none is lost', () => {
    const ordered = inOrder(found, [ids[2] as string, 'not-found-here', ids[0] as string]).map(({ id }) => id);

    expect(ordered.slice(0, 2)).toEqual([ids[2], ids[0]]);
    expect(ordered.toSorted()).toEqual(ids.toSorted());
    expect(ordered.slice(2)).toEqual(ids.filter((_, place) => place !== 0 && place !== 2));
  });

  it('are all told to Rapport, with the words looked for', async () => {
    const asked: DecisionRequest[] = [];
    const ranking = new Ranking({
      decide: async (request) => {
        asked.push(request);
        return answer('person', ids.toReversed());
      },
    });

    await ranking.ask('linen', found);

    expect(asked).toEqual([{ surface: 'search', context: { query: 'linen', results: ids } }]);
    expect(ranking.of('linen')).toEqual(ids.toReversed());
    expect(ranking.of('soap')).toEqual([]);
    ranking.forget();
    expect(ranking.of('linen')).toEqual([]);
  });

  it('stay as they were found where nothing is known of the visitor', async () => {
    const ranking = new Ranking({ decide: async () => answer('context', ids) });

    await ranking.ask('linen', found);

    expect(ranking.of('linen')).toEqual([]);
  });

  it('are not put in the order of an earlier search', async () => {
    let late: (value: DecisionAnswer) => void = () => {};
    const ranking = new Ranking({
      decide: ({ context }) =>
        context?.query === 'linen'
          ? new Promise((resolve) => {
              late = resolve;
            })
          : Promise.resolve(answer('person', ['olive-soap-moss', 'olive-soap-oat'])),
    });

    const first = ranking.ask('linen', found);
    await ranking.ask('soap', catalogue.search('soap'));
    late(answer('person', ids));
    await first;

    expect(ranking.of('soap')).toEqual(['olive-soap-moss', 'olive-soap-oat']);
    expect(ranking.of('linen')).toEqual([]);
  });
});
