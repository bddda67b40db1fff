import type { Rapport } from './client.js';
import { noteRefusal } from './refusals.js';
import type { CookieConsentChoice } from './wire.js';

/** What is used of CookieConsent (orestbida), version 3. */
export interface CookieConsentModule {
  getCookie: () => { consentId: string };
  getUserPreferences: () => {
    acceptType: string;
    acceptedCategories: string[];
    rejectedCategories: string[];
  };
}

/**
 * Callbacks for `CookieConsent.run`: each choice in its dialog becomes a choice here.
 * Categories bear our purposes' names, or the names `purposes` gives them. Not for `onConsent`, which fires on every page.
 */
export function cookieConsent(
  client: Rapport,
  dialog: CookieConsentModule,
  purposes: Readonly<Record<string, string>> = {},
): { onFirstConsent: () => Promise<void>; onChange: () => Promise<void> } {
  const tell = async (): Promise<void> => {
    const { acceptType, acceptedCategories, rejectedCategories } = dialog.getUserPreferences();
    const ours = (categories: string[]) => categories.map((category) => purposes[category] ?? category);
    const choice: CookieConsentChoice = {
      consentId: dialog.getCookie().consentId,
      acceptType,
      acceptedCategories: ours(acceptedCategories),
      rejectedCategories: ours(rejectedCategories),
    };
    await client.chooseByDialog(choice);
    for (const purpose of choice.acceptedCategories) noteRefusal(client.tenant, purpose, false);
    for (const purpose of choice.rejectedCategories) noteRefusal(client.tenant, purpose, true);
  };
  return { onFirstConsent: tell, onChange: tell };
}
