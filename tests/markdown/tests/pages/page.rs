//! The pages of the repository, read by a parser of Markdown.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Folders that hold no pages of the repository.
const OTHERS: [&str; 3] = ["target", "node_modules", ".git"];

/// A page.
pub(crate) struct Page {
    /// The path, relative to the root of the repository.
    pub(crate) path: String,
    /// The text.
    pub(crate) text: String,
}

/// A fenced block of code.
pub(crate) struct Block {
    /// The words behind the fence.
    pub(crate) info: String,
    /// The comment of HTML just before the block, which tells the test about it.
    pub(crate) comment: Option<String>,
    /// The text.
    pub(crate) text: String,
    /// The number of the first line.
    pub(crate) line: usize,
}

impl Block {
    /// Returns whether the block is of this language.
    pub(crate) fn is(&self, language: &str) -> bool {
        self.info.split([',', ' ']).next() == Some(language)
    }

    /// Returns the value of `name: value` in the comment; it is empty for the name alone.
    pub(crate) fn directive(&self, name: &str) -> Option<&str> {
        let rest = self.comment.as_deref()?.strip_prefix(name)?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix(':').map(str::trim) }
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// All pages, sorted by their paths.
pub(crate) fn all() -> Vec<Page> {
    let root = root();
    let mut pages: Vec<Page> = files(&root, "md")
        .into_iter()
        .map(|path| Page {
            text: fs::read_to_string(&path).unwrap(),
            path: path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(),
        })
        .collect();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(pages.iter().any(|page| page.path == "README.md"));
    pages
}

/// All files of the repository with this extension.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.file_name().is_some_and(|name| OTHERS.iter().any(|other| name == *other)) {
                found.extend(files(&path, extension));
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found
}

impl Page {
    fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        Parser::new_ext(&self.text, Options::ENABLE_TABLES).into_offset_iter()
    }

    /// The targets of links and pictures.
    pub(crate) fn links(&self) -> Vec<String> {
        let target = |(event, _)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        };
        self.events().filter_map(target).collect()
    }

    /// The fragments by which headings are linked, as GitHub and mdBook make them.
    pub(crate) fn headings(&self) -> Vec<String> {
        let mut heading: Option<String> = None;
        let mut found = Vec::new();
        for (event, _) in self.events() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::End(TagEnd::Heading(_)) => found.extend(heading.take().as_deref().map(fragment)),
                _ => {}
            }
        }
        found
    }

    /// The fenced blocks of code, in their order.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut comment = None;
        let mut is_inside = false;
        for (event, range) in self.events() {
            match event {
                Event::Html(html) => {
                    let inner = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
                    comment = inner.map(|inner| inner.trim().to_owned());
                }
                Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let line = self.text[..range.start].lines().count() + 2;
                    blocks.push(Block { info: info.into_string(), comment: comment.take(), text: String::new(), line });
                    is_inside = true;
                }
                Event::Text(text) if is_inside => blocks.last_mut().unwrap().text.push_str(&text),
                Event::End(TagEnd::CodeBlock) => is_inside = false,
                _ => comment = None,
            }
        }
        blocks
    }
}

/// Makes the fragment of a heading: lower case, hyphens for blanks, without punctuation.
fn fragment(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}
