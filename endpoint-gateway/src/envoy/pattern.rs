//! Regular expressions (RE2) over raw paths, queries and header names. Each matches the whole text.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Metadata,
    metadata::{Parameter, ParameterLocation, QueryPair, QueryValue},
    percent::{decode, encode},
    server::tree::TemplateSegment,
};

use crate::DeclaredRoute;

/// An ASCII character of a path value, encoded or not, that may stand anywhere in it. Excluded are `.`, `;` and the blank, which
/// are allowed only after another character, and what the gateway refuses, with `%`, so that decoding twice changes nothing.
const PATH_CHARACTER: &str =
    "[A-Za-z0-9_~!$&'()*+,=:@-]|%2[1-46-9A-Da-d]|%3[0-9AC-Fac-f]|%[46][0-9A-Fa-f]|%5[0-9ABD-Fabd-f]|%7[0-9A-Ea-e]";

/// An encoded non-ASCII character, without the blocks that contain white space or control characters.
const NON_ASCII_CHARACTER: &str = concat!(
    "%[Cc]2%(?:[Aa][1-9A-Fa-f]|[Bb]H)",
    "|%(?:[Cc][3-9A-Fa-f]|[Dd]H)T",
    "|%[Ee]0%[ABab]HT",
    "|%[Ee]1%(?:8H|9[0-9B-Fb-f]|[ABab]H)T",
    "|%[Ee]2%(?:8[2-9A-Fa-f]|[9ABab]H)T",
    "|%[Ee]3%(?:8[1-9A-Fa-f]|[9ABab]H)T",
    "|%[Ee][4-9A-CEFa-cef]TT",
    "|%[Ee][Dd]%[89]HT",
    "|%[Ff]0%[9ABab]HTT",
    "|%[Ff][1-3]TTT",
    "|%[Ff]4%8HTT",
);

/// A character of a query value. `;` is excluded, since some servers split at it.
const QUERY_CHARACTER: &str = "[A-Za-z0-9._~!$'()*+,:@/?-]|%[0-9A-Fa-f][0-9A-Fa-f]";

/// A character of a query key.
const KEY_CHARACTER: &str = "[A-Za-z0-9._~!$'()*,:@/?-]|%[0-9A-Fa-f][0-9A-Fa-f]";

/// Returns the pattern of a path value, which no server can read as `.` or `..`.
fn value() -> String {
    value_without(&[])
}

/// Returns the pattern of a path value without these characters, unless they are encoded.
fn value_without(excluded: &[char]) -> String {
    let non_ascii = NON_ASCII_CHARACTER.replace('T', "%[89ABab]H").replace('H', "[0-9A-Fa-f]");
    let (class, escapes) = PATH_CHARACTER.split_once("@-]").unwrap_or_default();
    let class: String = class.chars().chain(['@']).filter(|character| !excluded.contains(character)).collect();
    let character = format!("{class}-]{escapes}");
    let inner = if excluded.contains(&';') { r"\." } else { "[.;]" };
    format!(r"(?:\.*(?:{character})|{non_ascii})(?:{character}|{non_ascii}|{inner}|%20|%3[Bb])*")
}

/// Returns the pattern of values with literals before, between and behind them. RE2 cannot say that a value ends where the literal
/// first occurs. A value is without the literal's first character, if clients encode that one in values; the upstream ends the others
/// as it does for every client.
fn beside_literals(literals: impl Iterator<Item = &'static str>, value: impl Fn(&[char]) -> String) -> String {
    let mut pattern = String::new();
    for (at, literal) in literals.enumerate() {
        if at > 0 {
            let end = literal.chars().next().filter(|end| "!$&'()*+,=:@;".contains(*end));
            pattern.push_str(&value(end.as_slice()));
        }
        pattern.push_str(&quote(literal));
    }
    pattern
}

/// Returns the pattern of a segment of a template, or of several. `written` is the segment in the template.
fn segment(segment: &TemplateSegment, written: &str) -> String {
    match segment {
        TemplateSegment::Literal(_) => spellings(written),
        TemplateSegment::Parameter(_) => value(),
        TemplateSegment::Partial(partial) => beside_literals(partial.literals(), value_without),
        TemplateSegment::Several(several) => {
            let last = |excluded: &[char]| format!("(?:{}/)*{}", value(), value_without(excluded));
            beside_literals(several.literals(), last)
        }
    }
}

/// Returns the pattern of an operation's target: its path with the declared query keys.
pub(super) fn target(declared: &DeclaredRoute) -> String {
    let mut pattern = String::new();
    let metadata = declared.operation().metadata;
    for (declared, written) in declared.template_segments().iter().zip(metadata.template.split('/').skip(1)) {
        pattern.extend(["/", &segment(declared, written)]);
    }
    let pairs: Vec<String> = metadata
        .query_pairs()
        .map(|QueryPair { key, value }| match value {
            QueryValue::Fixed(value) => format!("{}={}", spellings(key), spellings(value)),
            QueryValue::Absent => format!("{}=?", spellings(key)),
            QueryValue::Parameter(name) => {
                let parameter = metadata.parameters().find(|parameter| parameter.name == name);
                let nested = parameter.map(|parameter| nested_keys(&parameter)).unwrap_or_default();
                format!("{}{nested}=(?:{QUERY_CHARACTER})*", spellings(key))
            }
        })
        .chain(metadata.parameters().filter_map(|parameter| unnamed(metadata, &parameter)))
        .collect();
    if !pairs.is_empty() {
        let pair = format!("(?:{})", pairs.join("|"));
        pattern.extend([r"(?:\?", &pair, "(?:&", &pair, ")*)?"]);
    }
    pattern
}

/// Returns the pattern of a query parameter that the template does not name: a map, or one of a group.
fn unnamed(metadata: &Metadata, parameter: &Parameter) -> Option<String> {
    let is_named = metadata.query_pairs().any(|pair| pair.value == QueryValue::Parameter(parameter.name));
    if parameter.location != ParameterLocation::Query || is_named {
        return None;
    }
    let key = match parameter.map_prefix() {
        _ if parameter.nesting().is_some() => {
            format!("{}{}", spellings(&parameter.written_key()), nested_keys(parameter))
        }
        _ if !parameter.map => spellings(&parameter.written_key()),
        "" => format!("(?:{KEY_CHARACTER})+"),
        prefix => format!("{}%5[Bb](?:{KEY_CHARACTER})+%5[Dd]", spellings(&encode(prefix))),
    };
    Some(format!("{key}=(?:{QUERY_CHARACTER})*"))
}

/// Returns the pattern of what follows the key of a nested value: the keys of the values in it.
fn nested_keys(parameter: &Parameter) -> String {
    const BRACKETS: &str = r"%5[Bb](?:[A-Za-z0-9._~!$'()*,:@/?-]|%[0-9A-Fa-f][0-9A-Fa-f])*%5[Dd]";
    match parameter.nesting() {
        None => String::new(),
        Some(nesting) if nesting.dots => {
            let items = if nesting.before_index == "[" { format!("|{BRACKETS}") } else { String::new() };
            format!(r"(?:\.(?:[A-Za-z0-9_~!$'()*,:@/?-]|%[0-9A-Fa-f][0-9A-Fa-f])+{items})*")
        }
        Some(_) => format!("(?:{BRACKETS})*"),
    }
}

/// Returns the pattern of a literal of the template: as it is declared, or with every character encoded that may be, as some libraries
/// do.
fn spellings(declared: &str) -> String {
    let encoded = decode(declared).map_or_else(|_| declared.to_owned(), |text| encode(&text));
    if encoded == declared { quote(declared) } else { format!("(?:{}|{})", quote(declared), quote(&encoded)) }
}

/// Returns the part of an operation's path before its first parameter, or before a literal that has several spellings.
pub(super) fn prefix(declared: &DeclaredRoute) -> String {
    let mut prefix = String::new();
    for (segment, written) in
        declared.template_segments().iter().zip(declared.operation().metadata.template.split('/').skip(1))
    {
        prefix.push('/');
        match segment {
            TemplateSegment::Literal(literal) if encode(literal) == written => prefix.push_str(written),
            _ => break,
        }
    }
    prefix
}

/// Escapes a text, so that it matches itself.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_ascii_alphanumeric() && !matches!(character, '_' | '-' | '%' | '/' | '~' | '=' | '&') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted
}

/// Returns the pattern of every header name except these, those that begin with one of the prefixes, and those that begin with `:`, which are
/// Envoy's own. The `removed` ones, which are patterns, are not excepted, whatever they begin with. RE2 has no negation, so each position at
/// which a name can differ from the listed ones is an alternative.
pub(super) fn all_except<'a, 'p>(
    names: impl IntoIterator<Item = &'a str>,
    prefixes: impl IntoIterator<Item = &'p str>,
    removed: impl IntoIterator<Item = String>,
) -> String {
    let mut root = TrieNode { ends: true, ..TrieNode::default() };
    let prefixes: Vec<String> = prefixes.into_iter().map(str::to_ascii_lowercase).collect();
    for prefix in &prefixes {
        root.add_prefix(prefix.as_bytes());
    }
    names.into_iter().for_each(|name| root.add(name.as_bytes()));
    root.next.insert(b':', None);
    let removed = removed.into_iter().filter(|_| !prefixes.is_empty());
    [root.pattern()].into_iter().chain(removed).collect::<Vec<_>>().join("|")
}

/// A node of a trie of names.
#[derive(Default)]
struct TrieNode {
    /// True if a name ends here.
    ends: bool,
    /// The next nodes. `None` where a name may continue with anything.
    next: BTreeMap<u8, Option<TrieNode>>,
}

impl TrieNode {
    fn add(&mut self, rest: &[u8]) {
        let Some((first, rest)) = rest.split_first() else {
            self.ends = true;
            return;
        };
        if let Some(branch) = self.next.entry(*first).or_insert_with(|| Some(Self::default())) {
            branch.add(rest);
        }
    }

    /// Adds all names that begin with a prefix.
    fn add_prefix(&mut self, prefix: &[u8]) {
        match prefix.split_first() {
            None => {}
            Some((last, [])) => {
                self.next.insert(*last, None);
            }
            Some((first, rest)) => {
                if let Some(branch) = self.next.entry(*first).or_insert_with(|| Some(Self::default())) {
                    branch.add_prefix(rest);
                }
            }
        }
    }

    /// Returns the pattern of the texts after this node that are not in the trie.
    fn pattern(&self) -> String {
        let mut ways = Vec::new();
        let mut known = String::new();
        for (byte, branch) in &self.next {
            let byte = quote(char::from(*byte).encode_utf8(&mut [0; 4])).replace('-', r"\-");
            if let Some(branch) = branch {
                ways.push(format!("{byte}{}", branch.pattern()));
            }
            known.push_str(&byte);
        }
        ways.push(if known.is_empty() { ".+".to_owned() } else { format!("[^{known}].*") });
        format!("(?:{}){}", ways.join("|"), if self.ends { "" } else { "?" })
    }
}
