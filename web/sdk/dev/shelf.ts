import type { Product, PurposeText } from '../src/wire.js';

/** The server's purpose texts, copied for work without it. */
export const purposeTexts: Record<'en' | 'de', Record<string, PurposeText>> = {
  en: {
    recommendations: {
      title: 'Suggestions on this site',
      benefit: 'See things that go with what you chose before.',
      data: 'What you view, put in your cart, wish for and buy in this shop.',
      retention: 'Kept for 365 days, then gone.',
      effectOn: 'Rows in the shop suit you, and each item says why.',
      effectOff: 'Rows show what the page is about or what many buy.',
      accept: 'Use my choices',
      refuse: 'Not this time',
    },
    email: {
      title: 'Suggestions by e-mail',
      benefit: 'Get a short mail when something new suits you.',
      data: 'What you bought, wished for or told us.',
      retention: 'Kept for 365 days, then gone.',
      effectOn: 'At most two mails a week, with a reason for each item.',
      effectOff: 'We write only about your orders.',
      accept: 'Write to me',
      refuse: 'No mails',
    },
    learning: {
      title: 'Learning for others',
      benefit: 'Help others find what goes together.',
      data: 'Which things you chose together, counted with many others, never your name.',
      retention: 'In the counts for 365 days at most; out as soon as you switch it off.',
      effectOn: 'Your choices count in what goes with what.',
      effectOff: 'Nothing of yours counts for anybody else. Your own suggestions stay.',
      accept: 'Count my choices',
      refuse: 'Do not count them',
    },
    measurement: {
      title: 'Measuring what helps',
      benefit: 'Let us see whether suggestions help people find things.',
      data: 'Which suggestions were shown and chosen, in counts of many people.',
      retention: 'Kept for 365 days, then gone.',
      effectOn: 'Your visits count in our totals.',
      effectOff: 'Your visits are in no total.',
      accept: 'Count my visits',
      refuse: 'Do not count them',
    },
  },
  de: {
    recommendations: {
      title: 'Vorschläge auf dieser Seite',
      benefit: 'Sehen Sie, was zu dem passt, was Sie früher gewählt haben.',
      data: 'Was Sie in diesem Laden ansehen, in den Warenkorb legen, merken und kaufen.',
      retention: '365 Tage aufbewahrt, dann gelöscht.',
      effectOn: 'Die Reihen passen zu Ihnen, und jeder Artikel sagt, warum.',
      effectOff: 'Die Reihen zeigen, worum es auf der Seite geht oder was viele kaufen.',
      accept: 'Meine Auswahl nutzen',
      refuse: 'Diesmal nicht',
    },
    email: {
      title: 'Vorschläge per E-Mail',
      benefit: 'Erhalten Sie eine kurze Mail, wenn etwas Neues zu Ihnen passt.',
      data: 'Was Sie gekauft, gemerkt oder uns gesagt haben.',
      retention: '365 Tage aufbewahrt, dann gelöscht.',
      effectOn: 'Höchstens zwei Mails pro Woche, mit einem Grund für jeden Artikel.',
      effectOff: 'Wir schreiben nur zu Ihren Bestellungen.',
      accept: 'Schreiben Sie mir',
      refuse: 'Keine Mails',
    },
    learning: {
      title: 'Lernen für andere',
      benefit: 'Helfen Sie anderen zu finden, was zusammenpasst.',
      data: 'Was Sie zusammen gewählt haben, gezählt mit vielen anderen, nie Ihr Name.',
      retention: 'Höchstens 365 Tage in den Zählungen; heraus, sobald Sie abschalten.',
      effectOn: 'Ihre Auswahl zählt dafür, was wozu passt.',
      effectOff: 'Nichts von Ihnen zählt für andere. Ihre eigenen Vorschläge bleiben.',
      accept: 'Meine Auswahl zählen',
      refuse: 'Nicht zählen',
    },
    measurement: {
      title: 'Messen, was hilft',
      benefit: 'Lassen Sie uns sehen, ob Vorschläge beim Finden helfen.',
      data: 'Welche Vorschläge gezeigt und gewählt wurden, in Zählungen über viele Menschen.',
      retention: '365 Tage aufbewahrt, dann gelöscht.',
      effectOn: 'Ihre Besuche zählen in unseren Summen.',
      effectOff: 'Ihre Besuche stehen in keiner Summe.',
      accept: 'Meine Besuche zählen',
      refuse: 'Nicht zählen',
    },
  },
};

/** The words of permissions, copied likewise. */
export const permissionTexts: Record<'en' | 'de', Record<string, PurposeText>> = {
  en: {
    devices: {
      title: 'Your devices together',
      benefit: 'Go on where you left off, on your phone or at your desk.',
      data: 'What you did here while signed in, on each of your devices.',
      retention: 'As long as what it is about.',
      effectOn: 'What you looked at on one device may speak on another.',
      effectOff: 'Each device speaks of what happened on it.',
      accept: 'Connect my devices',
      refuse: 'Keep them apart',
    },
    past: {
      title: 'What you chose before signing in',
      benefit: 'Keep what you chose on this device before you signed in.',
      data: 'What this device holds under its own number, and nothing else.',
      retention: 'As long as what it is about.',
      effectOn: 'It becomes part of your account; the number goes.',
      effectOff: 'It stays with this device, and your account does not know it.',
      accept: 'Take it along',
      refuse: 'Leave it',
    },
    S1: {
      title: 'Suggestions about health',
      benefit: 'See things that go with what you chose about health.',
      data: 'What you view, put in your cart and buy here about health: sensitive data, kept only with this yes.',
      retention: 'Kept for 365 days, then gone.',
      effectOn: 'Rows on this site may speak of it; mails, counts and others never do.',
      effectOff: 'Nothing of it is kept.',
      accept: 'Use it for my rows',
      refuse: 'Do not keep it',
    },
  },
  de: {
    devices: {
      title: 'Ihre Geräte zusammen',
      benefit: 'Machen Sie weiter, wo Sie aufgehört haben, am Telefon oder am Schreibtisch.',
      data: 'Was Sie angemeldet hier getan haben, auf jedem Ihrer Geräte.',
      retention: 'So lange wie das, worum es geht.',
      effectOn: 'Was Sie auf einem Gerät angesehen haben, darf auf einem anderen sprechen.',
      effectOff: 'Jedes Gerät spricht von dem, was auf ihm geschah.',
      accept: 'Geräte verbinden',
      refuse: 'Getrennt lassen',
    },
    past: {
      title: 'Was Sie vor dem Anmelden wählten',
      benefit: 'Behalten Sie, was Sie auf diesem Gerät vor dem Anmelden gewählt haben.',
      data: 'Was dieses Gerät unter seiner eigenen Nummer hat, sonst nichts.',
      retention: 'So lange wie das, worum es geht.',
      effectOn: 'Es wird Teil Ihres Kontos; die Nummer verschwindet.',
      effectOff: 'Es bleibt bei diesem Gerät, und Ihr Konto weiß nichts davon.',
      accept: 'Mitnehmen',
      refuse: 'Hier lassen',
    },
    S1: {
      title: 'Vorschläge zu: Gesundheit',
      benefit: 'Sehen Sie, was zu dem passt, was Sie gewählt haben. Thema: Gesundheit.',
      data: 'Was Sie hier ansehen, in den Warenkorb legen und kaufen, Thema Gesundheit: sensible Daten, nur mit diesem Ja behalten.',
      retention: '365 Tage aufbewahrt, dann gelöscht.',
      effectOn: 'Reihen auf dieser Seite dürfen davon sprechen; Mails, Zählungen und andere nie.',
      effectOff: 'Nichts davon wird behalten.',
      accept: 'Für meine Reihen nutzen',
      refuse: 'Nicht behalten',
    },
  },
};

const shelf = [
  {
    id: 'p1',
    title: 'Beeswax candle, tall',
    price: '€14.00',
    url: '#/p/p1',
    hue: '#e8d9b5',
  },
  {
    id: 'p2',
    title: 'Oak chopping board',
    price: '€39.00',
    url: '#/p/p2',
    hue: '#cfe0d2',
  },
  {
    id: 'p3',
    title: 'Linen tea towel, indigo',
    price: '€12.50',
    url: '#/p/p3',
    hue: '#c9d5e6',
  },
  {
    id: 'p4',
    title: 'Linen apron',
    price: '€48.00',
    url: '#/p/p4',
    hue: '#e9d3c9',
  },
  {
    id: 'p5',
    title: 'Stoneware mug',
    price: '€19.00',
    url: '#/p/p5',
    hue: '#d9d2e4',
  },
  {
    id: 'p6',
    title: 'Wool throw, moss',
    price: '€120.00',
    url: '#/p/p6',
    hue: '#cbd9cf',
  },
  {
    id: 'p7',
    title: 'Copper milk pan',
    price: '€64.00',
    url: '#/p/p7',
    hue: '#ecd7bd',
  },
  {
    id: 'p8',
    title: 'Brass hook, set of three',
    price: '€21.00',
    url: '#/p/p8',
    hue: '#dfdcd0',
  },
  {
    id: 'p9',
    title: 'Olive soap',
    price: '€6.90',
    url: '#/p/p9',
    hue: '#d7e3c8',
  },
  {
    id: 'p10',
    title: 'Bath salts',
    price: '€11.00',
    url: '#/p/p10',
    hue: '#d5e2e8',
  },
  {
    id: 'p11',
    title: 'Cherry wood spoon',
    price: '€9.50',
    url: '#/p/p11',
    hue: '#e6cfc6',
  },
  {
    id: 'p12',
    title: 'Enamel jug, two litres',
    price: '€34.00',
    url: '#/p/p12',
    hue: '#d3d9df',
  },
];

/** A dozen made-up things with drawn pictures. */
export const products: Product[] = shelf.map(({ hue, ...product }, index) => ({
  ...product,
  image: picture(hue, index),
}));

function picture(hue: string, index: number): string {
  const shapes = [
    '<rect x="85" y="50" width="30" height="110" rx="6"/><path d="M100 50v-14" stroke="#5b4630" stroke-width="4"/>',
    '<rect x="50" y="60" width="100" height="90" rx="10"/>',
    '<path d="M60 50h80v100l-10 10-10-10-10 10-10-10-10 10-10-10-10 10-10-10z"/>',
    '<circle cx="100" cy="105" r="52"/>',
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="${hue}"/><g fill="#7a6a55" fill-opacity=".75">${shapes[index % shapes.length]}</g></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
