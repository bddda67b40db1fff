import { type Sorting, sortings } from './catalogue.js';

/** A place in the shop. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'category'; readonly slug: string; readonly sorting: Sorting }
  | { readonly page: 'product'; readonly id: string }
  | { readonly page: 'search'; readonly query: string }
  | { readonly page: 'cart' }
  | { readonly page: 'checkout' }
  | { readonly page: 'thanks' }
  | { readonly page: 'your-data' }
  | { readonly page: 'not-found' };

/** The addresses of the shop. */
export const address = {
  home: '/',
  cart: '/cart',
  checkout: '/checkout',
  thanks: '/thanks',
  yourData: '/your-data',
  category: (slug: string, sorting: Sorting = 'shop') =>
    `/c/${encodeURIComponent(slug)}${sorting === 'shop' ? '' : `?sort=${sorting}`}`,
  product: (id: string) => `/p/${encodeURIComponent(id)}`,
  search: (query: string) => (query ? `/search?q=${encodeURIComponent(query)}` : '/search'),
} as const;

/** The place that an address names. */
export function routeOf(url: URL): Route {
  const [head = '', ...rest] = url.pathname.split('/').slice(1);
  const tail = rest.length === 1 ? decode(rest[0] ?? '') : '';
  switch (head) {
    case 'c':
      return tail ? { page: 'category', slug: tail, sorting: sortingOf(url) } : { page: 'not-found' };
    case 'p':
      return tail ? { page: 'product', id: tail } : { page: 'not-found' };
    case 'search':
      return { page: 'search', query: (url.searchParams.get('q') ?? '').trim() };
    case 'cart':
    case 'checkout':
    case 'thanks':
    case 'your-data':
      return rest.length === 0 ? { page: head } : { page: 'not-found' };
    case '':
      return { page: 'home' };
    default:
      return { page: 'not-found' };
  }
}

/** True where only the order of the same shelf, or the words of the same search, changed: the visitor has not left the page. */
export function samePlace(left: Route, right: Route): boolean {
  if (left.page === 'category' && right.page === 'category') return left.slug === right.slug;
  if (left.page === 'product' && right.page === 'product') return left.id === right.id;
  return left.page === right.page;
}

/** Moves between places without loading the document anew. */
export class Router {
  #route: Route;
  readonly #arrive: (route: Route, from: Route, scroll: number) => void;

  constructor(arrive: (route: Route, from: Route, scroll: number) => void) {
    this.#arrive = arrive;
    this.#route = routeOf(new URL(location.href));
    history.scrollRestoration = 'manual';
    addEventListener('popstate', (event) => this.#turn((event.state as { scroll?: number } | null)?.scroll ?? 0));
    addEventListener('click', (event) => this.#follow(event));
  }

  get route(): Route {
    return this.#route;
  }

  go(path: string, how: 'push' | 'replace' = 'push'): void {
    history.replaceState({ scroll: scrollY }, '');
    if (how === 'push') history.pushState({}, '', path);
    else history.replaceState({}, '', path);
    this.#turn(0);
  }

  #turn(scroll: number): void {
    const from = this.#route;
    this.#route = routeOf(new URL(location.href));
    this.#arrive(this.#route, from, scroll);
  }

  #follow(event: MouseEvent): void {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname) return;
    if (routeOf(new URL(link.href)).page === 'not-found') return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

function sortingOf(url: URL): Sorting {
  const wanted = url.searchParams.get('sort');
  return sortings.find((sorting) => sorting === wanted) ?? 'shop';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
