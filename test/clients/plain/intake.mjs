// A client that never gives up: sends batches, repeats a batch until it is acknowledged, and notes what was.
// node intake.mjs URL WRITE_KEY NAME CUSTOMERS ACK_FILE STOP_FILE
import { appendFileSync, existsSync } from "node:fs";

const [url, writeKey, name, customers, ackFile, stopFile] = process.argv.slice(2);
const headers = { "content-type": "application/json", authorization: `Basic ${btoa(`${writeKey}:`)}` };
let next = 0;

const order = () => {
  const id = `${name}-${next++}`;
  const userId = `c${Math.floor(Math.random() * Number(customers))}`;
  return { type: "track", event: "Order Completed", messageId: id, userId, properties: { order_id: id, products: [{ product_id: "cup", price: 5, quantity: 1 }] } };
};

const send = async (batch) => {
  for (;;) {
    try {
      const answer = await fetch(`${url}/v1/batch`, { method: "POST", headers, body: JSON.stringify({ batch }), signal: AbortSignal.timeout(10_000) });
      await answer.arrayBuffer();
      if (answer.status === 200) return;
      if (answer.status !== 503 && answer.status !== 429) throw new Error(`status ${answer.status}`);
    } catch (away) {
      if (String(away).includes("status")) throw away;
    }
    await new Promise((again) => setTimeout(again, 20));
  }
};

const lane = async () => {
  while (!existsSync(stopFile)) {
    const batch = Array.from({ length: 10 }, order);
    await send(batch);
    appendFileSync(ackFile, batch.map((event) => `${event.userId} ${event.messageId}\n`).join(""));
  }
};

await Promise.all(Array.from({ length: 4 }, lane));
