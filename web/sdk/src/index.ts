/** The client and its elements; importing this defines `rapport-row`, `rapport-consent-card`, `rapport-quiz` and `rapport-privacy-centre`. */
export * from './client.js';
export { type CookieConsentModule, cookieConsent } from './cookie-consent.js';
export { RapportConsentCard } from './elements/consent-card.js';
export { RapportPrivacyCentre } from './elements/privacy-centre.js';
export { RapportQuiz } from './elements/quiz.js';
export { RapportRow } from './elements/row.js';
export { useRapport } from './page.js';
