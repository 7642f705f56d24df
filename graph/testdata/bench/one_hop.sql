-- The twenty edges are picked before the firms are joined. The order of a subquery with a limit is kept by the aggregate
-- around it, though SQLite does not promise that.
SELECT json_object('investor', json_object(
  'name', i.name,
  'investments', json_object('edges', json((
    SELECT json_group_array(json_object('relationship', json_object('id', r.id), 'node', json_object('id', f.id, 'name', f.name, 'city', f.city)))
    FROM (SELECT id, to_key FROM invested_in WHERE from_key = i.key
      ORDER BY announced_on DESC, announced_on_latest DESC, id LIMIT 20) AS r
    JOIN node AS f ON f.key = r.to_key)))))
FROM node AS i WHERE i.id = ? AND i.is_marked_investor = 1
