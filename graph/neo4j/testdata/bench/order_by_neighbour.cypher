MATCH (i:Investor {id: $id})
CALL (i) {
  MATCH (i)-[v:INVESTED_IN]->(f)
  OPTIONAL MATCH (r:Fact {id: v.roundId})
  WITH v, f, r ORDER BY r.nameKey, f.nameKey DESC, v.id LIMIT 50
  RETURN collect({id: f.id, name: f.name}) AS firms
}
RETURN {investor: {investments: {nodes: firms}}} AS data
