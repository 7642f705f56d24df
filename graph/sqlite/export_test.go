package sqlite

// StreamTexts are the statements that a stream sends, nodes first.
var StreamTexts = func() []string {
	texts := []string{nodeScan}
	for _, s := range relationshipScans {
		texts = append(texts, s.text)
	}
	return texts
}()
