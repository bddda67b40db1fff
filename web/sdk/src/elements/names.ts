/** Names from the server in the form the catalogues use: letters only, lower case (`ProductViewed`, `product-viewed` → `productviewed`). */
export function kindKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** Ids from an attribute: separated by commas or spaces. */
export const idList = {
  fromAttribute: (value: string | null): string[] => (value ?? '').split(/[\s,]+/).filter(Boolean),
  toAttribute: (value: string[] | undefined): string => (value ?? []).join(','),
};
