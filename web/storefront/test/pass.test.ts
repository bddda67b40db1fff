import { describe, expect, it } from 'vitest';
import { Pass } from '../src/pass.js';
import { shelf } from './shelf.js';

const hour = 3_600_000;

function backEnd(asked: string[], status = 200): typeof fetch {
  return async (path) => {
    asked.push(String(path));
    const expiresAt = new Date(Date.now() + hour).toISOString();
    return new Response(JSON.stringify({ token: `t${asked.length}`, customer: 'c', expiresAt }), { status });
  };
}

describe('the pass', () => {
  it('does not exist before a yes, and nothing is asked', async () => {
    const asked: string[] = [];
    const pass = new Pass(shelf(), backEnd(asked));
    expect(await pass.token({ create: false, renew: false })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('is made by a yes and kept for the next visit', async () => {
    const asked: string[] = [];
    const device = shelf();
    expect(await new Pass(device, backEnd(asked)).token({ create: true, renew: false })).toBe('t1');
    expect(await new Pass(device, backEnd(asked)).token({ create: false, renew: false })).toBe('t1');
    expect(asked).toEqual(['/shop/visit']);
  });

  it('is renewed when it is asked for or too old', async () => {
    const asked: string[] = [];
    const device = shelf({ 'amsel.pass': JSON.stringify({ token: 'old', expiresAt: new Date(0).toISOString() }) });
    const pass = new Pass(device, backEnd(asked));
    expect(await pass.token({ create: false, renew: false })).toBe('t1');
    expect(await pass.token({ create: false, renew: true })).toBe('t2');
    expect(asked).toEqual(['/shop/renew', '/shop/renew']);
  });

  it('is gone when the shop no longer knows it, and when forgotten', async () => {
    const device = shelf({ 'amsel.pass': JSON.stringify({ token: 'old', expiresAt: new Date(0).toISOString() }) });
    expect(await new Pass(device, backEnd([], 401)).token({ create: false, renew: false })).toBeNull();
    expect(device.getItem('amsel.pass')).toBeNull();
  });
});
