import type { CatalogueFile } from '../src/catalogue.js';

/** A small catalogue of the same shape as the back end's, so that the storefront can be worked on alone. */
const shelves: Record<string, readonly [string, readonly (readonly [string, string])[]]> = {
  Kitchen: [
    'Küche',
    [
      ['Linen apron', 'Leinenschürze'],
      ['Ash spoon', 'Eschenlöffel'],
      ['Bread board', 'Brotbrett'],
      ['Enamel pan', 'Emailpfanne'],
      ['Tea towel', 'Geschirrtuch'],
    ],
  ],
  Table: [
    'Tisch',
    [
      ['Stoneware mug', 'Steinzeugbecher'],
      ['Soup bowl', 'Suppenschale'],
      ['Linen napkin', 'Leinenserviette'],
      ['Carafe', 'Karaffe'],
    ],
  ],
  Living: [
    'Wohnen',
    [
      ['Wool blanket', 'Wolldecke'],
      ['Candle holder', 'Kerzenhalter'],
      ['Oak stool', 'Eichenhocker'],
      ['Vase', 'Vase'],
    ],
  ],
  Bath: [
    'Bad',
    [
      ['Olive soap', 'Olivenseife'],
      ['Waffle towel', 'Waffelhandtuch'],
      ['Nail brush', 'Nagelbürste'],
      ['Bath salt', 'Badesalz'],
    ],
  ],
  Garden: [
    'Garten',
    [
      ['Watering can', 'Gießkanne'],
      ['Terracotta pot', 'Terrakottatopf'],
      ['Jute twine', 'Juteschnur'],
    ],
  ],
  Baby: [
    'Baby',
    [
      ['Knitted booties', 'Strickschühchen'],
      ['Wooden rattle', 'Holzrassel'],
    ],
  ],
  Pharmacy: [
    'Apotheke',
    [
      ['Plasters', 'Pflaster'],
      ['Throat lozenges', 'Halspastillen'],
    ],
  ],
};

const colours = [
  ['oat', 'Hafer', '#D6C29C'],
  ['moss', 'Moos', '#6B8A5A'],
  ['rust', 'Rost', '#B5562F'],
  ['lake', 'See', '#4E7E8C'],
  ['plum', 'Pflaume', '#7A4B62'],
] as const;

export const goods: CatalogueFile = {
  currency: 'EUR',
  categories: Object.entries(shelves).map(([name, [de]]) => ({
    slug: name.toLowerCase(),
    path: name,
    name: { en: name, de },
    line: { en: 'What a house needs.', de: 'Was ein Haus braucht.' },
  })),
  items: Object.entries(shelves).flatMap(([name, [, things]]) =>
    things.flatMap(([en, de], thing) =>
      colours.slice(0, 3).map(([hue, farbe], colour) => ({
        id: `${en.toLowerCase().replaceAll(' ', '-')}-${hue}`,
        title: { en: `${en}, ${hue}`, de: `${de}, ${farbe}` },
        category: `${name} > Things`,
        categorySlug: name.toLowerCase(),
        description: {
          en: 'Made in a small workshop, and made to last.',
          de: 'In einer kleinen Werkstatt gemacht, und zwar so, dass es hält.',
        },
        price: (8 + thing * 9 + colour * 2 + 0.5).toFixed(2),
        image: `/shop/pictures/${en.toLowerCase().replaceAll(' ', '-')}-${hue}.svg`,
        inStock: (thing + colour) % 6 !== 5,
        consumable: /soap|salt|lozenges|plasters|twine/i.test(en),
      })),
    ),
  ),
};

/** A drawn stand-in for a picture. */
export function picture(id: string): string {
  const hue = colours.find(([name]) => id.endsWith(name))?.[2] ?? '#8FB3C9';
  const seed = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const width = 130 + (seed % 90);
  const height = 110 + ((seed >> 3) % 130);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="#F0EBE0"/><ellipse cx="200" cy="312" rx="${width * 0.7}" ry="14" fill="#000" opacity=".08"/><rect x="${200 - width / 2}" y="${310 - height}" width="${width}" height="${height}" rx="${20 + (seed % 50)}" fill="${hue}"/><rect x="${200 - width / 2}" y="${320 - height * 0.6}" width="${width}" height="16" fill="#fff" opacity=".35"/></svg>`;
}
