const prefix = 'rapport:refused:';

/** "Asked, and refused": noted on the visitor's own device so that nobody asks again. Holds no id and no date. */
export function refusedHere(tenant: string, purpose: string): boolean {
  try {
    return localStorage.getItem(key(tenant, purpose)) !== null;
  } catch {
    return false;
  }
}

export function noteRefusal(tenant: string, purpose: string, refused: boolean): void {
  try {
    if (refused) localStorage.setItem(key(tenant, purpose), 'no');
    else localStorage.removeItem(key(tenant, purpose));
  } catch {
    // A browser without storage is asked again; that is its choice.
  }
}

/** How many refusals this device notes for a tenant. */
export function refusals(tenant: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}${tenant}:`));
  } catch {
    return [];
  }
}

export function clearRefusals(tenant: string): void {
  for (const name of refusals(tenant)) localStorage.removeItem(name);
}

function key(tenant: string, purpose: string): string {
  return `${prefix}${tenant}:${purpose}`;
}
