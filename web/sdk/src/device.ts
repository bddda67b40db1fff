/** Tells this device from a customer's others, where she said yes to something: made up on the spot, kept in this browser, sent with her events and decisions. */
export function deviceHere(tenant: string): string | undefined {
  try {
    return localStorage.getItem(key(tenant)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The device's number, made up now if there is none; none in a browser without storage. */
export function makeDevice(tenant: string): string | undefined {
  try {
    const held = localStorage.getItem(key(tenant)) ?? crypto.randomUUID();
    localStorage.setItem(key(tenant), held);
    return held;
  } catch {
    return undefined;
  }
}

export function forgetDevice(tenant: string): void {
  try {
    localStorage.removeItem(key(tenant));
  } catch {
    // Nothing is kept where nothing can be.
  }
}

function key(tenant: string): string {
  return `rapport:device:${tenant}`;
}
