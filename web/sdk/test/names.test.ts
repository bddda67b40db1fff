import { describe, expect, it } from 'vitest';
import { idList, kindKey } from '../src/elements/names.js';

describe('names from outside', () => {
  it('take ids separated by commas, spaces or both', () => {
    expect(idList.fromAttribute('p1,p2 p3, p4')).toEqual(['p1', 'p2', 'p3', 'p4']);
    expect(idList.fromAttribute(null)).toEqual([]);
  });

  it('take event names in any spelling', () => {
    for (const name of ['OrderCompleted', 'orderCompleted', 'order-completed', 'Order Completed'])
      expect(kindKey(name)).toBe('ordercompleted');
  });
});
