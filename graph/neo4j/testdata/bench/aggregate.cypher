MATCH (f:Firm)
WITH count(*) AS all, count(f.foundedYear) AS known, min(f.foundedYear) AS least, max(f.foundedYear) AS greatest,
  sum(f.foundedYear) AS years
RETURN {firms: {aggregate: {
  count: all, foundedYear: {count: known, min: least, max: greatest, sum: toString(years)}
}}} AS data
