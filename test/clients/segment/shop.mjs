// Sends the same four things for each customer: a list looked through, a product viewed and clicked, an order.
// usage: node shop.mjs HOST WRITE_KEY CUSTOMER...
import { Analytics } from '@segment/analytics-node';

const [host, writeKey, ...customers] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host, path: '/v1/batch', maxRetries: 0 });
const errors = [];
const answers = [];
analytics.on('error', (error) => errors.push(String(error.code ?? error)));
analytics.on('http_request', ({ url }) => answers.push(new URL(url).pathname));

for (const userId of customers) {
  const traits = { email: `${userId}@leak.example`, birthday: '1931-03-07' };
  const context = { ip: '203.0.113.77', userAgent: 'LeakyBrowser/9' };
  analytics.identify({ userId, traits });
  analytics.track({ userId, event: 'Product List Viewed', properties: { category: 'Outdoor > Camping' }, context });
  analytics.track({ userId, event: 'Product Viewed', properties: { product_id: 'tent', name: 'Two-person tent' }, context });
  analytics.track({ userId, event: 'Product Clicked', properties: { product_id: 'tent', position: 1 }, context });
  analytics.track({
    userId,
    event: 'Order Completed',
    properties: { order_id: `order-of-${userId}`, currency: 'EUR', products: [{ product_id: 'tent', quantity: 1, price: 120 }, { product_id: 'lamp', quantity: 2, price: 25 }] },
    context,
  });
}

await analytics.closeAndFlush({ timeout: 10_000 });
console.log(JSON.stringify({ errors, answers }));
