import type { Rapport } from '../client.js';
import type { Words } from '../locales/index.js';
import type { WhyAction } from './why.js';

/** What came of an action, and how to take it back where that can be done. */
export interface Said {
  text: string;
  undo?: () => Promise<unknown>;
}

/** Carries out what a customer asked for under a "Why?". */
export async function carryOut(action: WhyAction, client: Rapport, words: Words, surface: string): Promise<Said> {
  switch (action.do) {
    case 'hide':
      await client.hide(action.item, action.asking);
      return {
        text: words.say(action.asking ? 'done.tooClose' : 'done.hide', { title: action.title }),
        undo: () => client.unhide(action.item),
      };
    case 'gift':
      await client.gift(action.item);
      return { text: words.say('done.gift', { title: action.title }), undo: () => client.ungift(action.item) };
    case 'forget':
      await client.deleteItem(action.item);
      return { text: words.say('done.item', { title: action.title }) };
    case 'stop':
      return stop(action.purpose, client, words, surface);
    case 'visit':
      client.clearVisit();
      return { text: words.say('done.visit') };
  }
}

async function stop(id: string, client: Rapport, words: Words, surface: string): Promise<Said> {
  const purpose = (await client.purposes()).find((candidate) => candidate.id === id);
  if (!purpose) throw new Error(`unknown purpose ${id}`);
  const choose = (granted: boolean) =>
    client.choose([{ purpose: id, textVersion: purpose.textVersion, granted }], surface);
  await choose(false);
  return { text: words.say('done.stop'), undo: () => choose(true) };
}
