MATCH (m:Fact) WHERE m.id = $id
CALL (m) {
  MATCH (m)-[:INVESTED_IN|COMMITTED_TO|HAS_ROLE]-(n) WHERE n <> m
  WITH DISTINCT n ORDER BY n.id
  RETURN collect(n) AS near
}
WITH m, size(near) > 49 AS cut, near[..49] AS one
CALL (m, one, cut) {
  UNWIND CASE WHEN cut THEN [] ELSE one END AS k
  MATCH (k)-[:INVESTED_IN|COMMITTED_TO|HAS_ROLE]-(n) WHERE n <> m AND NOT n IN one
  WITH n, count(DISTINCT k) AS links ORDER BY links DESC, n.id
  RETURN collect(n) AS far
}
WITH m, one, far[..49 - size(one)] AS two, NOT cut AND size(one) + size(far) <= 49 AS complete
WITH m, one, two, complete, [m] + one + two AS kept
CALL (kept) {
  UNWIND kept AS x
  MATCH (x)-[r:INVESTED_IN|COMMITTED_TO|HAS_ROLE]->(y) WHERE y IN kept
  WITH x, r, y ORDER BY CASE type(r) WHEN 'INVESTED_IN' THEN 0 WHEN 'COMMITTED_TO' THEN 1 ELSE 2 END, r.id
  RETURN collect({id: r.id, start: {id: x.id}, end: {id: y.id}}) AS relationships
}
RETURN {neighbourhood: {
  isComplete: complete,
  nodes: [{distance: 0, node: {id: m.id}}] + [n IN one | {distance: 1, node: {id: n.id}}] + [n IN two | {distance: 2, node: {id: n.id}}],
  relationships: relationships
}}
