type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** How the engine asks how much there is of a part of a query; a query's own `?count` is called otherwise by then. */
const estimate = /^\s*SELECT\s*\(\s*COUNT\(\s*\*\s*\)\s*AS\s*\?count\s*\)/;
const zeros: Readonly<Record<string, RegExp>> = {
  'application/sparql-results+json': /("value"\s*:\s*")0+(?=")/,
  'application/sparql-results+xml': /(<(?:[\w.-]+:)?literal[^>]*>\s*)0+(?=\s*<)/,
};

/**
 * Fetches as `fetch` does, but no estimate is 0. Of a part of which there is none the engine takes away what stands around it, though
 * that may be MINUS or a count of nothing, and of a triple in GRAPH it counts those of the default graph. Estimates otherwise decide but
 * the order of joins.
 * @param empty endpoints that hold nothing indeed.
 */
export function withoutZeros(fetch: Fetch, empty: readonly string[]): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input));
    const query = url.searchParams.get('query') ?? new URLSearchParams(String(init?.body ?? '')).get('query') ?? '';
    const zero = zeros[response.headers.get('content-type') ?? ''];
    if (zero === undefined || !estimate.test(query) || empty.includes(`${url.origin}${url.pathname}`)) return response;
    return new Response(
      (await response.text()).replace(zero, (_, before: string) => `${before}1`),
      response,
    );
  };
}
