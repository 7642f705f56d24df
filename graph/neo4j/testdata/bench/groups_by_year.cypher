MATCH (i:Investor {id: $id})
CALL (i) {
  MATCH (i)-[v:INVESTED_IN]->(f)
  WITH v.announcedOn / 10000 AS year, count(*) AS all, count(DISTINCT f) AS firms
  ORDER BY year LIMIT 20
  RETURN collect({key: {year: year}, count: all, aggregate: {nodeCount: firms}}) AS groups
}
RETURN {investor: {investments: {groups: {nodes: groups}}}} AS data
