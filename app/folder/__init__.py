"""A congress as a folder (docs/congress-folder.md): read and checked, imported, exported."""
