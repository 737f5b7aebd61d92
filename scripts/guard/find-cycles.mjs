/**
 * The circles in a graph: each group of nodes that reach one another (Tarjan's strongly connected
 * components), as one path through it.
 * @param {Map<string, string[]>} edges
 * @returns {string[][]}
 */
export const findCycles = edges => {
  const groups = components(edges);
  return groups
    .filter(group => group.length > 1 || (edges.get(group[0] ?? '') ?? []).includes(group[0] ?? ''))
    .map(group => pathThrough(group.toSorted(), edges));
};

/**
 * The shortest way from the group's first node back to itself.
 * @param {string[]} group
 * @param {Map<string, string[]>} edges
 */
const pathThrough = (group, edges) => {
  const start = group[0] ?? '';
  /** @type {string[][]} */
  const paths = [[start]];
  const seen = new Set();
  for (const path of paths) {
    for (const next of edges.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return path;
      if (seen.has(next) || !group.includes(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return group;
};

/**
 * @param {Map<string, string[]>} edges
 * @returns {string[][]}
 */
const components = edges => {
  /** @type {Map<string, number>} */
  const order = new Map();
  /** @type {Map<string, number>} */
  const lowest = new Map();
  /** @type {string[]} */
  const open = [];
  /** @type {string[][]} */
  const found = [];
  const visit = (/** @type {string} */ node) => {
    const number = order.size;
    order.set(node, number);
    lowest.set(node, number);
    open.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) lowest.set(node, Math.min(lowest.get(node) ?? 0, lowest.get(next) ?? 0));
    }
    if (lowest.get(node) === number) found.push(open.splice(open.indexOf(node)));
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return found;
};
