MATCH (a:Fact) WHERE a.id = $from
MATCH (b:Fact) WHERE b.id = $to
MATCH p = allShortestPaths((a)-[:INVESTED_IN|COMMITTED_TO|HAS_ROLE*..6]-(b))
WITH nodes(p) AS ns, [n IN nodes(p) | n.id] AS ids ORDER BY ids LIMIT 1
CALL (ns) {
  UNWIND range(0, size(ns) - 2) AS i
  WITH i, ns[i] AS x, ns[i + 1] AS y
  MATCH (x)-[r:INVESTED_IN|COMMITTED_TO|HAS_ROLE]-(y)
  WITH i, x, r ORDER BY i, CASE type(r) WHEN 'INVESTED_IN' THEN 0 WHEN 'COMMITTED_TO' THEN 1 ELSE 2 END, r.id
  WITH i, collect({
    isReversed: startNode(r) <> x,
    relationship: CASE type(r) WHEN 'INVESTED_IN' THEN {id: r.id, lead: r.lead} ELSE {id: r.id} END
  }) AS links ORDER BY i
  RETURN collect({links: links}) AS steps
}
RETURN {paths: collect({
  length: size(ns) - 1,
  nodes: [n IN ns | {id: n.id, __typename: CASE WHEN n:Firm THEN 'Firm' WHEN n:Person THEN 'Person' WHEN n:VCFund THEN 'VCFund' WHEN n:StateFund THEN 'StateFund' ELSE 'OtherInvestor' END}],
  steps: steps
})}
