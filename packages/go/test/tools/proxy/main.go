// Command proxy makes a folder that serves a module as a module proxy does, for GOPROXY=file://: proxy <module's folder>
// <version> <proxy's folder>.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if err := serve(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}

func serve(folder, version, proxy string) error {
	mod, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return err
	}
	path := modfile.ModulePath(mod)
	escaped, err := module.EscapePath(path)
	if err != nil {
		return err
	}
	files, err := filesOf(folder)
	if err != nil {
		return err
	}
	versions := filepath.Join(proxy, escaped, "@v")
	if err := os.MkdirAll(versions, 0o755); err != nil {
		return err
	}
	for name, text := range map[string]string{
		"list": version + "\n", version + ".info": fmt.Sprintf(`{"Version":%q}`, version), version + ".mod": string(mod),
	} {
		if err := os.WriteFile(filepath.Join(versions, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	archive, err := os.Create(filepath.Join(versions, version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.Create(archive, module.Version{Path: path, Version: version}, files); err != nil {
		return err
	}
	return archive.Close()
}

// filesOf gives what the module's repository has. The tests are a module of their own, and what is for this repository's
// workspace stays in it.
func filesOf(folder string) (files []zip.File, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch entry.Name() {
		case "node_modules", "test", ".types":
			return filepath.SkipDir
		case "package.json", "tsconfig.json":
			return nil
		}
		if entry.Type().IsRegular() {
			inside, err := filepath.Rel(folder, path)
			if err != nil {
				return err
			}
			files = append(files, file{filepath.ToSlash(inside), path})
		}
		return nil
	})
	return files, err
}

type file struct{ inside, path string }

func (f file) Path() string                 { return f.inside }
func (f file) Lstat() (fs.FileInfo, error)  { return os.Lstat(f.path) }
func (f file) Open() (io.ReadCloser, error) { return os.Open(f.path) }
