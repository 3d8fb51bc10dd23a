// The network as data: what is linked to what, and what a reader has chosen to see.

/**
 * @typedef {{id: string, label: string, kind: string, page?: string, x: number, y: number}} Node
 * @typedef {{label: string, page: string}} Source
 * @typedef {{source: string, target: string, label: string, kind: string, modality?: string, dates?: string, sources?: Source[]}} Link
 */

export class Network {
  /** @param {{nodes: Node[], edges: Link[]}} data */
  constructor({ nodes, edges }) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.links = edges.filter(({ source, target }) => this.nodes.has(source) && this.nodes.has(target));
    /** @type {Map<string, Link[]>} */
    this.linksOf = new Map(nodes.map(({ id }) => [id, []]));
    for (const link of this.links) {
      this.linksOf.get(link.source)?.push(link);
      if (link.target !== link.source) this.linksOf.get(link.target)?.push(link);
    }
    /** @type {Set<string>} */
    this.hiddenKinds = new Set();
    /** @type {Set<string>} */
    this.hiddenLinks = new Set();
  }

  /** Kinds of nodes and of links with their numbers, the most frequent first. @param {"nodes" | "links"} what */
  kinds(what) {
    const count = new Map();
    for (const { kind } of this[what].values()) count.set(kind, (count.get(kind) ?? 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /** @param {string} id */
  shows(id) {
    return !this.hiddenKinds.has(this.nodes.get(id)?.kind ?? "");
  }

  /** @param {Link} link */
  showsLink(link) {
    return !this.hiddenLinks.has(link.kind) && this.shows(link.source) && this.shows(link.target);
  }

  /** Links shown at a node. @param {string} id */
  linksShown(id) {
    return (this.linksOf.get(id) ?? []).filter((link) => this.showsLink(link));
  }

  /** A node and those linked to it by links shown. @param {string} id */
  around(id) {
    return new Set([id, ...this.linksShown(id).flatMap(({ source, target }) => [source, target])]);
  }

  /** Links shown between two nodes, either way. @param {string} a @param {string} b */
  between(a, b) {
    return this.linksShown(a).filter(({ source, target }) => (source === a && target === b) || (source === b && target === a));
  }
}
