//! A strict parser of the gateway's HTML: every element is closed, every attribute is quoted.

use std::collections::BTreeMap;

const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "wbr"];

/// An element: its name, its attributes, and the text within it, scripts included.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    open: bool,
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|other| other == class))
    }
}

/// Parses a page into its elements, in the order of their start tags.
///
/// # Panics
/// If the page is not well formed.
pub(crate) fn read(page: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while !rest.is_empty() {
        let (text, from) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        assert!(!text.contains('>'), "a bare > in {text}");
        for element in elements.iter_mut().filter(|element| element.open) {
            element.text.push_str(&decoded(text));
        }
        let Some(tag) = from.strip_prefix('<') else { break };
        let (tag, after) = tag.split_at(end_of(tag));
        rest = &after[1..];
        if let Some(name) = tag.strip_prefix('/') {
            let innermost = elements.iter_mut().rfind(|element| element.open).unwrap();
            assert_eq!(innermost.name, name, "before {rest}");
            innermost.open = false;
            continue;
        }
        let element = element(tag);
        if element.open && element.name == "script" {
            let (script, after) = rest.split_once("</script>").unwrap();
            elements.push(Element { text: script.to_owned(), open: false, ..element });
            rest = after;
        } else {
            elements.push(element);
        }
    }
    let open: Vec<&Element> = elements.iter().filter(|element| element.open).collect();
    assert!(open.is_empty(), "{open:?}");
    elements
}

/// Returns the end of a tag, skipping quoted texts.
fn end_of(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.find(|c| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.unwrap()
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "<{name}");
    let mut attributes = BTreeMap::new();
    while let Some(from) = rest.strip_prefix(' ') {
        let end = from.find([' ', '=']).unwrap_or(from.len());
        let (attribute, after) = from.split_at(end);
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        assert!(!attribute.is_empty() && attribute.bytes().all(is_name), "{tag}");
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap(),
            None => ("", after),
        };
        assert!(attributes.insert(attribute.to_owned(), decoded(value)).is_none(), "{attribute} twice: {tag}");
        rest = after;
    }
    assert!(rest.is_empty(), "{tag}");
    Element { name: name.to_owned(), attributes, text: String::new(), open: !VOID.contains(&name) }
}

fn decoded(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// Returns the decoded text of a part of a URL.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let is_escape = first == b'%';
        bytes.push(if is_escape {
            u8::from_str_radix(&text[text.len() - after.len()..][..2], 16).unwrap()
        } else {
            first
        });
        rest = &after[if is_escape { 2 } else { 0 }..];
    }
    String::from_utf8(bytes).unwrap()
}
