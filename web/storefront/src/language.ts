import { de } from './locales/de.js';
import { en } from './locales/en.js';

export const languages = ['en', 'de'] as const;

/** A language the shop speaks. */
export type Language = (typeof languages)[number];

/** A text of the shop in every language it speaks. */
export type Localized = Readonly<Record<Language, string>>;

/** The name of a text; both catalogues hold the same. */
export type Key = keyof typeof en;

const catalogues: Record<Language, Record<Key, string>> = { en, de };

/** The first language of the visitor that the shop speaks; her own choice comes first. */
export function chooseLanguage(remembered: string | null, preferred: readonly string[]): Language {
  const wanted = [remembered ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0]);
  return (
    languages.find((language) => language === wanted.find((tag) => languages.some((known) => known === tag))) ?? 'en'
  );
}

/** The text of that name, its `{holes}` filled. */
export function say(language: Language, key: Key, holes: Readonly<Record<string, string | number>> = {}): string {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}

/** The singular or the plural text for a count, by the rule of the language. */
export function sayCount(language: Language, one: Key, other: Key, count: number): string {
  return say(language, new Intl.PluralRules(language).select(count) === 'one' ? one : other, { count });
}
