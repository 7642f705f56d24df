-- As for one hop, at two levels.
SELECT json_object('investor', json_object(
  'name', i.name,
  'investments', json_object('edges', json((
    SELECT json_group_array(json_object('relationship', json_object('id', r.id), 'node', json_object('id', f.id, 'name', f.name,
      'investors', json_object(
        'totalCount', (SELECT count(*) FROM invested_in WHERE to_key = f.key),
        'edges', json((
          SELECT json_group_array(json_object('relationship', json_object('id', s.id),
            'node', json_object('__typename', c.label, 'id', c.id, 'name', c.name)))
          FROM (SELECT id, from_key FROM invested_in WHERE to_key = f.key
            ORDER BY announced_on DESC, announced_on_latest DESC, id LIMIT 10) AS s
          JOIN node AS c ON c.key = s.from_key))))))
    FROM (SELECT id, to_key FROM invested_in WHERE from_key = i.key
      ORDER BY announced_on DESC, announced_on_latest DESC, id LIMIT 20) AS r
    JOIN node AS f ON f.key = r.to_key)))))
FROM node AS i WHERE i.id = ? AND i.is_marked_investor = 1
