// Which methods an address answers, so that a wrong one is told apart from a wrong address (RFC 9110, 405 and Allow).

type Route = { readonly method: string; readonly path: string }

/** Methods of the routes that match a path, in order, HEAD wherever GET is. Empty where nothing is at the path. */
export function allowedMethods(routes: readonly Route[], path: string): readonly string[] {
  const methods = new Set<string>()
  for (const route of routes) {
    if (route.method === 'ALL' || !patternOf(route.path).test(path)) continue
    methods.add(route.method)
    if (route.method === 'GET') methods.add('HEAD')
  }
  return [...methods].toSorted()
}

function patternOf(routePath: string): RegExp {
  const segments = routePath.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+'
    return segment === '*' ? '.*' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  })
  return new RegExp(`^${segments.join('/')}$`)
}
