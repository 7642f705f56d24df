package house

import (
	"cmp"
	"go/ast"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
)

// commandLine is the command line of a program, as the tags of its structs declare it.
type commandLine struct {
	commands []string
	flags    []declaredFlag
}

// declaredFlag is a flag with the content of its row in the table: its name, its variables and its default.
type declaredFlag struct {
	name string // with its hyphens
	said []string
}

// commandLineOf reads the tags of kong.
func commandLineOf(files repository) commandLine {
	var line commandLine
	for _, f := range files.code() {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			field, ok := n.(*ast.Field)
			if !ok || field.Tag == nil {
				return true
			}
			tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`"))
			_, isCommand := tag.Lookup("cmd")
			_, isArgument := tag.Lookup("arg")
			if tag.Get("help") == "" || isArgument {
				return true
			}
			name := cmp.Or(tag.Get("name"), strings.Join(words(field.Names[0].Name), "-"))
			if isCommand {
				line.commands = append(line.commands, name)
				return true
			}
			said := slices.DeleteFunc(append(strings.Split(tag.Get("env"), ","), tag.Get("default")), func(s string) bool { return s == "" })
			line.flags = append(line.flags, declaredFlag{"--" + name, said})
			if _, negatable := tag.Lookup("negatable"); negatable {
				line.flags = append(line.flags, declaredFlag{name: "--no-" + name})
			}
			return true
		})
	}
	return line
}

func serverCommandLine(t *testing.T) commandLine {
	t.Helper()
	line := commandLineOf(readRepository(t, os.DirFS(filepath.Join(Root(t), "server"))))
	if len(line.flags) < 20 || len(line.commands) < 3 {
		t.Fatalf("only %d flags and %d commands are found", len(line.flags), len(line.commands))
	}
	return line
}

// TestConfigurationPage compares the tables of docs/configuration.md with the commands and flags of the program, with their
// variables and defaults.
func TestConfigurationPage(t *testing.T) {
	for _, fault := range untabled(ReadPage(t, "docs/configuration.md"), serverCommandLine(t)) {
		t.Error(fault)
	}
}

// commandRow and flagRow match the rows of commands and of flags.
var (
	commandRow = regexp.MustCompile("(?m)^\\| `([a-z]+)[ `]")
	flagRow    = regexp.MustCompile("(?m)^\\| `(--[a-z0-9-]+)` \\|")
)

// untabled returns the differences between the tables of a page and a command line.
func untabled(page string, line commandLine) []string {
	var faults, flags []string
	for _, f := range line.flags {
		flags = append(flags, f.name)
		row := TableRow(page, f.name)
		if row == "" && strings.HasPrefix(f.name, "--no-") && strings.Contains(page, "`"+f.name+"`") {
			continue // in the row of the flag that it negates
		}
		for _, said := range append([]string{f.name}, f.said...) {
			if !strings.Contains(row, "`"+said+"`") {
				faults = append(faults, "no row for the flag "+f.name+" that says "+said)
			}
		}
	}
	var commands []string
	for _, row := range commandRow.FindAllStringSubmatch(page, -1) {
		commands = append(commands, row[1])
	}
	for _, name := range gone(line.commands, commands) {
		faults = append(faults, "no row for the command "+name)
	}
	for _, name := range gone(commands, line.commands) {
		faults = append(faults, "there is no command "+name)
	}
	for _, row := range flagRow.FindAllStringSubmatch(page, -1) {
		if !slices.Contains(flags, row[1]) {
			faults = append(faults, "there is no flag "+row[1])
		}
	}
	return faults
}

// gone returns the elements of the first list that are not in the second.
func gone(has, other []string) []string {
	return slices.DeleteFunc(slices.Clone(has), func(name string) bool { return slices.Contains(other, name) })
}

// madeUp is a program with one command and three flags.
const madeUp = "package main\n\ntype line struct {\n\tServe struct{} `cmd:\"\" help:\"A.\"`\n\tFile string `arg:\"\" help:\"B.\"`\n" +
	"\tMaxBody int `default:\"7\" env:\"S_BODY,S_B\" help:\"C.\"`\n\tOther bool `name:\"fill\" default:\"true\" negatable:\"\" help:\"D.\"`\n\tNone int\n}\n"

func TestUntabled(t *testing.T) {
	line := commandLineOf(readRepository(t, fstest.MapFS{"a.go": {Data: []byte(madeUp)}}))
	page := "| `serve FILE` | x |\n| `--max-body` | `S_BODY`, `S_B` | `7` |\n| `--fill` | `true` | `--no-fill` |\n"
	if faults := untabled(page, line); faults != nil {
		t.Errorf("a page that is right has faults: %q", faults)
	}
	want := []string{
		"no row for the flag --max-body that says S_B", "no row for the flag --max-body that says 7",
		"no row for the flag --fill that says --fill", "no row for the flag --fill that says true",
		"no row for the flag --no-fill that says --no-fill",
		"no row for the command serve", "there is no command load", "there is no flag --full",
	}
	page = "| `load` | x |\n| `--max-body` | `S_BODY` | `8` |\n| `--full` | `true` |\n"
	if diff := gocmp.Diff(want, untabled(page, line)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// foreignFlags are flags of other programs on pages, by program.
var foreignFlags = map[string][]string{
	"curl":        {"--data-urlencode", "--get", "--json"},
	"docker":      {"--detach", "--env", "--publish"},
	"neo4j-admin": {"--array-delimiter", "--multiline-fields", "--nodes", "--relationships"},
}

// TestPageFlags checks that every flag on a page belongs to the program, or to another one that is listed here.
func TestPageFlags(t *testing.T) {
	var known []string
	for _, f := range serverCommandLine(t).flags {
		known = append(known, f.name)
	}
	for _, flags := range foreignFlags {
		known = append(known, flags...)
	}
	named := pageNames(Pages(t), regexp.MustCompile(`(?:^|[\s`+"`"+`(])(--[a-z][a-z0-9-]+)`))
	for _, fault := range unknown(named, known, "flag") {
		t.Error(fault)
	}
	for program, flags := range foreignFlags {
		for _, flag := range flags {
			if len(named[flag]) == 0 {
				t.Errorf("no page names %s of %s", flag, program)
			}
		}
	}
}

// pageNames returns the pages with each name that the pattern's group matches. CHANGELOG.md is excluded, since it has former
// names too.
func pageNames(pages []Page, pattern *regexp.Regexp) map[string][]string {
	in := map[string][]string{}
	for _, p := range pages {
		if path.Base(p.Path) == "CHANGELOG.md" {
			continue
		}
		for _, found := range pattern.FindAllStringSubmatch(p.Text, -1) {
			if name := found[1]; !slices.Contains(in[name], p.Path) {
				in[name] = append(in[name], p.Path)
			}
		}
	}
	return in
}

// unknown returns a fault for each name on pages that the program does not have.
func unknown(named map[string][]string, known []string, what string) []string {
	var faults []string
	for name, pages := range named {
		if !slices.Contains(known, name) {
			faults = append(faults, strings.Join(pages, ", ")+": there is no "+what+" "+name)
		}
	}
	slices.Sort(faults)
	return faults
}

func TestUnknown(t *testing.T) {
	pages := []Page{{"a.md", "`--a` and --b, not c--d"}, {"b.md", "```sh\nrun --b\n```"}, {"CHANGELOG.md", "`--c` was removed."}}
	named := pageNames(pages, regexp.MustCompile(`(?:^|[\s`+"`"+`(])(--[a-z][a-z0-9-]*)`))
	want := []string{"a.md, b.md: there is no flag --b"}
	if diff := gocmp.Diff(want, unknown(named, []string{"--a", "--d"}, "flag")); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}
