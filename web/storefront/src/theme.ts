export const themes = ['system', 'light', 'dark'] as const;

/** A colour scheme; `system` follows the device. */
export type Theme = (typeof themes)[number];

const key = 'amsel.theme';

export function rememberedTheme(): Theme {
  const remembered = localStorage.getItem(key);
  return themes.find((theme) => theme === remembered) ?? 'system';
}

/** Paints in that scheme from now on. `public/theme.js` does the same before the first paint. */
export function paint(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(key);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(key, theme);
    document.documentElement.dataset.theme = theme;
  }
}
