//! Path templates: `/segment/<name>/…?<name>&key=<name>&key=literal`.

use crate::percent;

/// A template, in the order in which it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Template {
    /// What stands between the slashes; the last is an empty literal after a trailing slash.
    pub(crate) segments: Vec<Segment>,
    pub(crate) query: Vec<Pair>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Segment {
    Literal(String),
    Argument(String),
}

/// A pair of the query. The key is as written, percent-encoded where it must be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pair {
    Literal { key: String, value: String },
    Argument { key: String, name: String },
}

impl Pair {
    fn key(&self) -> &str {
        match self {
            Self::Literal { key, .. } | Self::Argument { key, .. } => key,
        }
    }

    fn is_argument(&self) -> bool {
        matches!(self, Self::Argument { .. })
    }
}

impl Template {
    /// The names of all arguments, path first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let path = self.segments.iter().filter_map(|segment| match segment {
            Segment::Argument(name) => Some(name.as_str()),
            Segment::Literal(_) => None,
        });
        path.chain(self.query.iter().filter_map(|pair| match pair {
            Pair::Argument { name, .. } => Some(name.as_str()),
            Pair::Literal { .. } => None,
        }))
    }

    /// The path as declared, without the query.
    pub(crate) fn path(&self) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => format!("/{text}"),
                Segment::Argument(name) => format!("/<{name}>"),
            })
            .collect()
    }

    /// The path with its parameter names removed and its literals written one way: two endpoints of one shape serve the
    /// same requests.
    pub(crate) fn shape(&self) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => format!("/{}", percent::encode(&percent::decode(text))),
                Segment::Argument(_) => "/<>".to_owned(),
            })
            .collect()
    }

    /// The text before, between and after the path's parameters.
    pub(crate) fn literals(&self) -> Vec<String> {
        let mut literals = vec![String::new()];
        for segment in &self.segments {
            let Some(last) = literals.last_mut() else { break };
            last.push('/');
            match segment {
                Segment::Literal(text) => last.push_str(text),
                Segment::Argument(_) => literals.push(String::new()),
            }
        }
        literals
    }
}

/// What is wrong with a template, and how to mend it.
#[derive(Debug, PartialEq)]
pub(crate) struct Mistake {
    pub(crate) problem: String,
    pub(crate) help: String,
}

fn mistake(problem: impl Into<String>, help: impl Into<String>) -> Mistake {
    Mistake { problem: problem.into(), help: help.into() }
}

/// Reads a template; what is wrong with it is left out of the result and reported beside it.
pub(crate) fn parse(text: &str) -> (Template, Vec<Mistake>) {
    let mut mistakes = Vec::new();
    if let Some(fatal) = not_a_path(text) {
        return (Template::default(), vec![fatal]);
    }
    let (text, fragment) = cut(text, '#').map_or((text, None), |(before, after)| (before, Some(after)));
    if let Some(fragment) = fragment {
        mistakes.push(mistake(
            format!("the template has a fragment, `#{fragment}`"),
            "a fragment is never sent to a server; leave it out, or write `%23` for a literal `#`",
        ));
    }
    let (path, query) = cut(text, '?').map_or((text, None), |(path, query)| (path, Some(query)));
    let mut template = Template { segments: segments(path, &mut mistakes), query: Vec::new() };
    if let Some(query) = query {
        template.query = pairs(query, &mut mistakes);
    }
    repeated_names(&template, &mut mistakes);
    repeated_keys(&template, &mut mistakes);
    (template, mistakes)
}

/// What makes the whole of it no path.
fn not_a_path(text: &str) -> Option<Mistake> {
    if text.is_empty() {
        return Some(mistake("the template is empty", "a template is a path: `/` or `/v1/things/<thing_id>`"));
    }
    if let Some((_, rest)) = text.split_once("://") {
        let path = rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/");
        return Some(mistake(
            "the template holds a scheme and a host",
            format!(
                "keep the path, `{path}`; the client's base URL names the host, and the trait option `host = name` another one"
            ),
        ));
    }
    if let Some(rest) = text.strip_prefix("//") {
        let path = rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/");
        return Some(mistake(
            "the template starts with `//`, which URLs read as a host",
            format!("keep the path, `{path}`; the client's base URL names the host"),
        ));
    }
    if !text.starts_with('/') {
        return Some(mistake("the template does not start with a slash", format!("write `/{text}`")));
    }
    None
}

/// Splits at the first `separator` outside of `<…>`.
fn cut(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '/' => depth = 0,
            c if c == separator && depth == 0 => return Some((text.get(..index)?, text.get(index + c.len_utf8()..)?)),
            _ => {}
        }
    }
    None
}

fn segments(path: &str, mistakes: &mut Vec<Mistake>) -> Vec<Segment> {
    let written: Vec<&str> = path.split('/').skip(1).collect();
    let last = written.len().saturating_sub(1);
    let mut segments = Vec::new();
    for (index, segment) in written.into_iter().enumerate() {
        match segment {
            "" if index == last => segments.push(Segment::Literal(String::new())),
            "" => mistakes.push(mistake(
                "the template has an empty segment, `//`",
                "remove one of the slashes; only one trailing slash is allowed",
            )),
            segment if is_dots(segment) => mistakes.push(mistake(
                format!("the template has the segment `{segment}`"),
                "URL libraries remove `.` and `..`, so another route would be called; write the path without them",
            )),
            segment => match placeholder(segment, "segment") {
                Ok(Some(name)) => segments.push(Segment::Argument(name)),
                Ok(None) => match illegal(segment, "!$&'()*+,;=:@") {
                    Some(found) => mistakes.push(illegal_character(&format!("the segment `{segment}`"), &found)),
                    None => segments.push(Segment::Literal(segment.to_owned())),
                },
                Err(mistake) => mistakes.push(mistake),
            },
        }
    }
    segments
}

fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn pairs(query: &str, mistakes: &mut Vec<Mistake>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for written in query.split('&') {
        match pair(written) {
            Ok(pair) => pairs.push(pair),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    pairs
}

fn pair(written: &str) -> Result<Pair, Mistake> {
    const FORMS: &str = "a query is made of `<name>`, `key=<name>` and `key=literal`, separated by `&`";
    if written.is_empty() {
        return Err(mistake("the query has an empty part", FORMS));
    }
    if written.contains('?') {
        let problem = format!("the query part `{written}` holds a second `?`");
        return Err(mistake(
            problem,
            "a query starts once; separate its parts by `&`, and write `%3F` for a literal `?`",
        ));
    }
    let Some((key, value)) = written.split_once('=') else {
        return match placeholder(written, "query part")? {
            Some(name) => Ok(Pair::Argument { key: name.clone(), name }),
            None => Err(mistake(
                format!("the query part `{written}` has no value"),
                format!("{FORMS}; for an empty value write `{written}=`"),
            )),
        };
    };
    if key.is_empty() {
        return Err(mistake(format!("the query part `{written}` has no key"), FORMS));
    }
    if key.contains(['<', '>']) {
        return Err(mistake(format!("the query part `{written}` has an argument for a key"), FORMS));
    }
    if let Some(found) = illegal(key, "!$()*,;:@/") {
        return Err(illegal_character(&format!("the query key `{key}`"), &found));
    }
    let key = key.to_owned();
    if let Some(name) = placeholder(value, "query value")? {
        return Ok(Pair::Argument { key, name });
    }
    match illegal(value, "!$()*,;:@/=") {
        Some(found) => Err(illegal_character(&format!("the query value `{value}`"), &found)),
        None => Ok(Pair::Literal { key, value: value.to_owned() }),
    }
}

/// The name in `<name>`, when the whole `text` is one; `None` when it holds no angle bracket.
fn placeholder(text: &str, what: &str) -> Result<Option<String>, Mistake> {
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let name = name.trim_start_matches(':').trim_start_matches('*');
        return Err(mistake(format!("the {what} `{text}` is written with braces"), format!("write `<{name}>`")));
    }
    if text.contains(['{', '}']) {
        return Err(mistake(
            format!("the {what} `{text}` holds a brace"),
            "an argument is written `<name>`; a literal brace `%7B` or `%7D`",
        ));
    }
    let opening = text.matches('<').count();
    let closing = text.matches('>').count();
    if opening == 0 && closing == 0 {
        return Ok(None);
    }
    if opening > closing {
        let name: String =
            text.chars().skip_while(|c| *c == '<').take_while(|c| *c == '_' || c.is_alphanumeric()).collect();
        let help = if text.starts_with('<') && closing == 0 && is_identifier(&name) {
            format!("close it: `<{name}>`")
        } else {
            "an argument is written `<name>`, and fills the whole of its place".to_owned()
        };
        return Err(mistake(format!("the {what} `{text}` has a `<` that is not closed"), help));
    }
    if closing > opening {
        return Err(mistake(
            format!("the {what} `{text}` has a `>` that was not opened"),
            "an argument is written `<name>`",
        ));
    }
    let Some(name) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|_| opening == 1) else {
        return Err(not_the_whole(text, what));
    };
    if !is_identifier(name) {
        let help = match name.strip_prefix("r#") {
            Some(raw) => format!("write `<{raw}>`; the argument stays `r#{raw}`"),
            None => "a name is that of an argument: letters, digits and `_`, not a digit first, as in `<member_id>`"
                .to_owned(),
        };
        return Err(mistake(format!("`<{name}>` is no name of an argument"), help));
    }
    Ok(Some(name.to_owned()))
}

fn not_the_whole(text: &str, what: &str) -> Mistake {
    if text.starts_with("<<")
        || text.contains('<')
            && text
                .find('<')
                .and_then(|at| text.get(at + 1..))
                .is_some_and(|rest| rest.find('<') < rest.find('>') && rest.contains('<'))
    {
        return mistake(format!("the {what} `{text}` has a `<` inside of `<…>`"), "an argument is written `<name>`");
    }
    mistake(
        format!("in the {what} `{text}` an argument fills only a part"),
        format!(
            "`<name>` fills a whole {what}; take the whole of it as one argument and put it together in the caller"
        ),
    )
}

fn is_identifier(name: &str) -> bool {
    name != "_"
        && name.chars().next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && name.chars().all(|c| c == '_' || c.is_alphanumeric())
}

/// The first character that RFC 3986 does not allow here, beside the unreserved ones, `%XX` and `also`.
fn illegal(text: &str, also: &str) -> Option<String> {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let allowed = match c {
            '%' => {
                let digits = rest.get(1..3);
                if !digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
                    return Some(rest.chars().take(3).collect());
                }
                true
            }
            c => c.is_ascii_alphanumeric() || "-._~".contains(c) || also.contains(c),
        };
        if !allowed {
            return Some(c.to_string());
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    None
}

fn illegal_character(place: &str, found: &str) -> Mistake {
    let help = match found.chars().next() {
        Some('%') => "`%` is followed by two hexadecimal digits; a literal `%` is written `%25`".to_owned(),
        Some(c) => format!("write it percent-encoded: `{}`", percent::encode(&c.to_string())),
        None => String::new(),
    };
    mistake(format!("{place} holds `{}`, which RFC 3986 does not allow there", found.escape_debug()), help)
}

fn repeated_names(template: &Template, mistakes: &mut Vec<Mistake>) {
    let mut seen: Vec<&str> = Vec::new();
    for name in template.names() {
        if seen.contains(&name) {
            mistakes.push(mistake(
                format!("`<{name}>` stands in the template twice"),
                "an argument fills one place; name the other one differently and add an argument for it",
            ));
        } else {
            seen.push(name);
        }
    }
}

/// Literals may repeat a key; an argument may not, since a server could not tell whose value is whose.
fn repeated_keys(template: &Template, mistakes: &mut Vec<Mistake>) {
    for (index, pair) in template.query.iter().enumerate() {
        let same = |other: &&Pair| percent::decode(other.key()) == percent::decode(pair.key());
        let clash = template.query.iter().take(index).find(same);
        if clash.is_some_and(|other| pair.is_argument() || other.is_argument()) {
            mistakes.push(mistake(
                format!("the query key `{}` stands in the template twice", pair.key()),
                "a repeated key is one argument of type `Vec<T>`",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_read_in_order() {
        let (template, mistakes) = parse("/v1/<a>/b/<c>/?<d>&e=<f>&g=h%20i");
        assert_eq!(mistakes, []);
        assert_eq!(template.path(), "/v1/<a>/b/<c>/");
        assert_eq!(template.literals(), ["/v1/", "/b/", "/"]);
        assert_eq!(template.names().collect::<Vec<_>>(), ["a", "c", "d", "f"]);
        assert_eq!(template.shape(), "/v1/<>/b/<>/");
        assert_eq!(parse("/").0.literals(), ["/"]);
        assert_eq!(parse("/<a>").0.literals(), ["/", ""]);
    }

    #[test]
    fn each_mistake_is_named_once() {
        for (text, problem) in [
            ("", "the template is empty"),
            ("v1/x", "does not start with a slash"),
            ("https://h/v1", "a scheme and a host"),
            ("//h/v1", "starts with `//`"),
            ("/a//b", "an empty segment"),
            ("/a//", "an empty segment"),
            ("/./b", "the segment `.`"),
            ("/a/%2E./b", "the segment `%2E.`"),
            ("/{a}", "written with braces"),
            ("/a{b}", "holds a brace"),
            ("/<a", "not closed"),
            ("/a>", "was not opened"),
            ("/<a<b>>", "inside of `<…>`"),
            ("/x-<a>", "fills only a part"),
            ("/<a><b>", "fills only a part"),
            ("/<1a>", "is no name"),
            ("/<>", "is no name"),
            ("/<r#type>", "is no name"),
            ("/<a>/<a>", "twice"),
            ("/<a>?<a>", "twice"),
            ("/a#b", "a fragment"),
            ("/a b", "RFC 3986"),
            ("/é", "RFC 3986"),
            ("/%2", "RFC 3986"),
            ("/a?", "an empty part"),
            ("/a?b", "has no value"),
            ("/a?=b", "has no key"),
            ("/a?<b>=c", "an argument for a key"),
            ("/a?b=x<c>", "fills only a part"),
            ("/a?b=c&&d=e", "an empty part"),
            ("/a?b=<c>&b=<d>", "the query key `b` stands in the template twice"),
            ("/a?b=1&%62=<d>", "the query key `%62` stands in the template twice"),
            ("/a?b='c'", "RFC 3986"),
        ] {
            let (_, mistakes) = parse(text);
            assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
            assert!(mistakes[0].problem.contains(problem), "{text}: {mistakes:?}");
            assert!(!mistakes[0].help.is_empty());
        }
    }
}
