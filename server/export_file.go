package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/export"
)

// exportFile is a requested file.
type exportFile struct {
	*download.File
	name    string
	version string          // version of the content; empty if the download cannot be resumed
	zipped  bool            // with gzip, as a file format or as Content-Encoding
	tag     string          // the entity tag
	ready   *download.Ready // nil before prepare
}

// prepare reads everything that must be known before the file is written.
func (f *exportFile) prepare(ctx context.Context) (err error) {
	f.ready, err = f.Prepare(ctx)
	return err
}

// file parses a request and returns its file.
func (s *exporter) file(ctx context.Context, r *http.Request) (*exportFile, error) {
	parameters, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, apierror.Refusal(apierror.CodeInvalidRequest, "the URL has parameters that cannot be parsed")
	}
	request, zipped, err := exportNamed(r.PathValue("file"), parameters)
	if err != nil {
		return nil, err
	}
	prepared, err := download.New(ctx, s.executor, request)
	if err != nil {
		return nil, err
	}
	file := &exportFile{File: prepared, name: request.Name + "." + prepared.Format().Extension, zipped: zipped}
	if zipped {
		file.name += ".gz"
	}
	if file.version, err = prepared.Version(ctx); err != nil {
		return nil, err
	}
	file.tag = `"` + file.version + "-" + buildTag() + strings.TrimPrefix(file.name, request.Name) + `"`
	return file, nil
}

// exportNamed parses the name of a file and its parameters. The name has the form NAME.EXTENSION or
// NAME.EXTENSION.gz.
func exportNamed(file string, parameters url.Values) (request download.Request, zipped bool, err error) {
	rest, zipped := strings.CutSuffix(file, ".gz")
	name, extension, _ := strings.Cut(rest, ".")
	request = download.Request{Name: name, Parameters: parameters}
	var known []string
	for _, f := range export.Formats() {
		if f.Extension == extension {
			request.Format = f.Name
			return request, zipped, nil
		}
		known = append(known, "."+f.Extension)
	}
	return request, zipped, fmt.Errorf("%w: unknown extension %q; the extensions are %s", download.ErrUnknown, "."+apierror.Short(extension), strings.Join(known, ", "))
}

// code compresses the file with Content-Encoding gzip.
func (f *exportFile) code() {
	f.zipped = true
	f.tag = strings.TrimSuffix(f.tag, `"`) + `-gzip"`
}

func (f *exportFile) mediaType() string {
	if strings.HasSuffix(f.name, ".gz") {
		return "application/gzip"
	}
	return f.Format().MediaType
}

// write writes the prepared file, with compression if it is zipped.
func (f *exportFile) write(ctx context.Context, w io.Writer, progress func(written, of int64)) error {
	if !f.zipped {
		return f.ready.Write(ctx, w, progress)
	}
	zipped := gzip.NewWriter(w) // the header has no modification time
	if err := f.ready.Write(ctx, zipped, progress); err != nil {
		return err
	}
	return zipped.Close()
}

// errChanged is the error for a load between the computation of the entity tag and the end of the file.
var errChanged error = apierror.Refusal(apierror.CodeUnavailable, "the graph changed while the file was written: retry")

// unchanged returns errChanged if the version of the file is no longer the one in its entity tag.
func (f *exportFile) unchanged(ctx context.Context) error {
	version, err := f.Version(ctx)
	if err == nil && version != f.version {
		return errChanged
	}
	return err
}

// takesGzip reports whether the client accepts Content-Encoding gzip.
func takesGzip(r *http.Request) bool {
	for _, listed := range r.Header.Values("Accept-Encoding") {
		for coding := range strings.SplitSeq(listed, ",") {
			name, quality, _ := strings.Cut(strings.ReplaceAll(coding, " ", ""), ";")
			if strings.EqualFold(name, "gzip") {
				never, isWeighed := strings.CutPrefix(strings.ToLower(quality), "q=0")
				return !isWeighed || strings.Trim(never, ".0") != ""
			}
		}
	}
	return false
}
