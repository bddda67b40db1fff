// Random events, grants and withdrawals, a few customers at a time so that their requests meet, with the machine's monotonic clock around each.
// The shop itself sends the events: a publishable key is not told what was stored.
// node races.mjs URL SECRET_KEY NAME CUSTOMERS OPERATIONS OUT_FILE
import { writeFileSync } from "node:fs";

const [url, secretKey, name, customers, operations, outFile] = process.argv.slice(2);
const json = { "content-type": "application/json" };
const lines = [];
const together = 10;
let left = Number(operations);
let next = 0;

// Both processes go through the customers at about the same pace.
const someone = () => {
  const first = Math.floor(((Number(operations) - left - 1) / Number(operations)) * (Number(customers) / together)) * together;
  return `r${first + Math.floor(Math.random() * together)}`;
};

const call = (method, path, body) => fetch(`${url}${path}`, { method, headers: { ...json, authorization: `Bearer ${secretKey}` }, body: JSON.stringify(body) });

const operate = async (kind, customer) => {
  const id = `${name}-${next++}`;
  const start = process.hrtime.bigint();
  const answer =
    kind === "event"
      ? // No time stamp: it happens when it arrives.
        await call("POST", "/v1/track", { event: "Product Viewed", messageId: id, userId: customer, properties: { product_id: "cup" } })
      : await call("PUT", "/v1/consents", { customer, language: "en", surface: "test", choices: [{ purpose: "recommendations", granted: kind === "grant", textVersion: "recommendations/1" }] });
  await answer.arrayBuffer();
  const end = process.hrtime.bigint();
  if (answer.status !== 200) throw new Error(`${kind}: status ${answer.status}`);
  lines.push(`${kind} ${customer} ${start} ${end} ${answer.headers.get("rapport-stored") ?? "-"} ${id}`);
};

const lane = async () => {
  while (left-- > 0) {
    const draw = Math.random();
    await operate(draw < 0.6 ? "event" : draw < 0.8 ? "grant" : "withdraw", someone());
  }
};

await Promise.all(Array.from({ length: 6 }, lane));
writeFileSync(outFile, lines.join("\n"));
