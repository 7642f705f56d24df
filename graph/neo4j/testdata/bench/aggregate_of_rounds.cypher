MATCH (i:Investor {id: $id})
CALL (i) { MATCH (i)-[v:INVESTED_IN]->(f) RETURN count(*) AS all, count(DISTINCT f) AS firms }
CALL (i) {
  MATCH (i)-[v:INVESTED_IN]->()
  MATCH (r:Fact {id: v.roundId})
  WITH DISTINCT r
  RETURN count(*) AS rounds, count(r.amountUsd) AS known, max(r.amountUsd) AS usd
}
RETURN {investor: {investments: {aggregate: {
  count: all, nodeCount: firms, rounds: {count: rounds, amount: {usd: {
    count: known,
    max: toString(usd / 100) + CASE usd % 100 WHEN 0 THEN '' ELSE '.' + right('0' + toString(usd % 100), 2) END
  }}}
}}}} AS data
