//! Errors of the compiler in pages: those of the fixtures in `tests/ui/fail`.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use expect_test::expect_file;
use libtest_mimic::Failed;

use crate::page;

const FIXTURES: &str = "tests/ui/fail";
const CHAPTERS: &str = "docs/guide/src/compiler";

/// The topics in the order of the chapters, each with its title and its chapter, for the index.
const TOPICS: [(&str, &str, &str); 28] = [
    ("method", "The attribute of a method", "the word `GET`, the text behind it, and the commas"),
    ("template", "Templates", "paths, names in angle brackets, queries"),
    ("prefix", "Prefixes", "`path` and `id` of a trait"),
    ("signature", "Signatures", "receivers, arguments, results"),
    ("binding", "Places of arguments", "headers, fields, bodies, and arguments without a place"),
    ("types", "Types", "types without `Param`, `Serialize` or `Deserialize`, and a call without `await`"),
    ("options", "Options", "options of traits and methods"),
    ("placement", "Placement", "attributes on the wrong item, and names that two items have"),
    ("syntax", "Syntax", "mistakes of Rust's own grammar"),
    ("prefixed_maps", "Maps by prefix", "maps of headers and fields whose names begin with a prefix"),
    ("queries", "Queries", "lists, maps, groups and JSON in a query"),
    ("nested", "Nested values", "`#[encode(brackets)]` and `#[encode(dots)]`"),
    ("groups", "Groups of headers", "`#[headers]`, prefixes and setters"),
    ("cookies", "Cookies", "`#[cookie(\"name\")]`"),
    ("constants", "Constants", "`header`, `field` and `query` with a constant value"),
    ("bodies", "Bodies", "formats, media types, multipart, compression"),
    ("idempotency", "Idempotency keys", "`#[idempotency_key]`"),
    ("objects", "Objects", "`#[object]`"),
    ("open_enums", "Open enums", "`#[open_enum]`"),
    ("derive", "Derives", "`Param`, `Headers`, `Query` and `Response`"),
    ("statuses", "A type for each status", "enums that derive `Response`"),
    ("envelopes", "Envelopes", "errors with the status 200"),
    ("pagination", "Pagination", "`paginate(…)`"),
    ("streams", "Streams", "`response = stream`, `sse` and `ndjson`"),
    ("urls", "URLs from a response", "`<location>` in place of a template"),
    ("setters", "Calls", "a value of the wrong type in a setter"),
    ("tree", "Trees of clients", "`tree!`"),
    ("defaults", "Options of the whole provider", "`defaults = …`"),
];

/// A block behind the comment `tests/ui/fail/….stderr` is that file.
pub(crate) fn shown_alone() -> Result<(), Failed> {
    let mut count = 0;
    for page in page::all() {
        for block in page.blocks() {
            let Some(path) = block.comment.as_deref().filter(|comment| comment.ends_with(".stderr")) else { continue };
            count += 1;
            assert_eq!(block.text, fs::read_to_string(page::root().join(path))?, "{}:{}", page.path, block.line);
        }
    }
    assert!(count > 0, "the README shows an error");
    Ok(())
}

/// Each topic has a chapter with one fixture for each message.
pub(crate) fn chapters() -> Result<(), Failed> {
    let fixtures = page::root().join(FIXTURES);
    let mut topics: BTreeSet<String> = names(&fixtures)?;
    let mut index = String::from(INDEX);
    fs::create_dir_all(page::root().join(CHAPTERS))?;
    for (topic, title, about) in TOPICS {
        assert!(topics.remove(topic), "{topic} has no fixtures");
        let entries = entries(&fixtures.join(topic))?;
        writeln!(index, "* [{title}](compiler/{topic}.md): {about}")?;
        expect_file![page::root().join(CHAPTERS).join(format!("{topic}.md"))]
            .assert_eq(&chapter(topic, title, &entries)?);
    }
    assert!(topics.is_empty(), "{topics:?} have no chapter in TOPICS");
    expect_file![page::root().join(CHAPTERS).with_extension("md")].assert_eq(&index);
    Ok(())
}

/// The beginning of the index.
const INDEX: &str = "\
# Why did the compiler say this?

A mistake in a declaration is an error at your own tokens, with a line `help:` that says how to fix it. All mistakes of a trait are reported in one
compilation. The chapters below show each error once, as the compiler prints it for a fixture of [`tests/ui/fail`](../../../tests/ui/fail). Search for the
words of the error's first line.

Three are met first by everybody:

* *`Result` takes 2 generic arguments* (E0107): import the crate's own, `use endpoint_runtime::Result;`.
* *the name `GetRequest` is defined multiple times* (E0428): two traits of one module have a method `get`. Move one trait to a module of its own, or
  rename one request with `request = OtherRequest`.
* *cannot find … `TeamsServer`*: the trait has no option `server`, or the feature `server` of `endpoint-runtime` is off.

";

/// A fixture: its name, and the error that the compiler prints.
struct Entry {
    name: String,
    error: String,
}

/// The first fixture of each message, sorted by name.
fn entries(folder: &Path) -> Result<Vec<Entry>, Failed> {
    let mut messages = BTreeSet::new();
    let mut entries = Vec::new();
    for file in names(folder)? {
        let Some(name) = file.strip_suffix(".stderr") else { continue };
        let error = fs::read_to_string(folder.join(&file))?;
        if messages.insert(message(&error)) {
            entries.push(Entry { name: name.to_owned(), error });
        }
    }
    Ok(entries)
}

fn names(folder: &Path) -> Result<BTreeSet<String>, Failed> {
    let name = |entry: std::io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    fs::read_dir(folder)?.map(name).collect()
}

/// The first line of an error, without the names of the fixture in it.
fn message(error: &str) -> String {
    error.lines().next().unwrap_or_default().split('`').step_by(2).collect()
}

fn chapter(topic: &str, title: &str, entries: &[Entry]) -> Result<String, std::fmt::Error> {
    let mut chapter =
        format!("# {title}\n\nErrors of the compiler, one for each kind. [All chapters](../compiler.md).\n");
    for Entry { name, error } in entries {
        let mut sentence = name.replace('_', " ");
        sentence[..1].make_ascii_uppercase();
        write!(chapter, "\n[{sentence}](../../../../{FIXTURES}/{topic}/{name}.rs):\n\n```text\n{error}```\n")?;
    }
    Ok(chapter)
}
