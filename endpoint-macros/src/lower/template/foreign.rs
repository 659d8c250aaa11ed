//! Notations of other libraries for arguments in a template, translated to `<name>`.

use super::TemplateError;
use crate::case::to_snake_case;

/// A template in this notation, beside the mistake that it was written in another one.
pub(crate) struct Translation {
    pub(crate) text: String,
    pub(crate) error: TemplateError,
}

/// Translates a template in which arguments are written as other libraries write them; `None` for any other template.
/// `arguments` are the names of the method's arguments.
pub(crate) fn translate(text: &str, arguments: &[&str]) -> Option<Translation> {
    let mut translator = Translator { arguments, found: Vec::new(), wildcards: Vec::new() };
    let (text, uri_query) = split_uri_query(text);
    let (path, query) = super::split_outside_placeholders(&text, '?');
    let mut translated: String =
        split_segments(path).iter().map(|segment| translator.segment(segment)).collect::<Vec<_>>().join("/");
    let mut pairs: Vec<String> = query.map(|query| translator.pairs(query)).unwrap_or_default();
    if let Some((written, names)) = uri_query {
        translator.found.push(written);
        pairs.extend(names.iter().map(|name| translator.query_name(name)));
    }
    if query.is_some() || !pairs.is_empty() {
        translated = format!("{translated}?{}", pairs.join("&"));
    }
    let error = translator.error(&translated)?;
    Some(Translation { text: translated, error })
}

/// Splits the `{?a,b}` of RFC 6570 off: returns it as written, with its names.
fn split_uri_query(text: &str) -> (String, Option<(String, Vec<&str>)>) {
    let split = text.split_once("{?").and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match split {
        Some((before, (names, after))) => {
            let written = format!("{{?{names}}}");
            (
                format!("{before}{after}"),
                Some((written, names.split(',').map(|name| name.trim_end_matches('*')).collect())),
            )
        }
        None => (text.to_owned(), None),
    }
}

/// Splits at the slashes, except those in a pattern like `{path:[^/]+}`.
fn split_segments(path: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    path.split(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '/' && depth == 0
    })
    .collect()
}

struct Translator<'a> {
    arguments: &'a [&'a str],
    /// The arguments in another notation, as written.
    found: Vec<String>,
    /// Those among them that stand for several segments.
    wildcards: Vec<String>,
}

impl Translator<'_> {
    fn segment(&mut self, segment: &str) -> String {
        let before = self.wildcards.len();
        match self.placeholder(segment) {
            Some(name) if self.wildcards.len() > before => format!("<{}..>", self.argument(&name)),
            Some(name) => format!("<{}>", self.argument(&name)),
            None => self.braces(segment).unwrap_or_else(|| segment.to_owned()),
        }
    }

    /// Translates `{id}.json`: names in braces beside literals.
    fn braces(&mut self, segment: &str) -> Option<String> {
        let mut translated = String::new();
        let mut found = Vec::new();
        let mut rest = segment;
        while let Some((literal, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').filter(|(name, _)| is_name(&name.replace('-', "_")))?;
            let (literal, sign) = literal.strip_suffix('$').map_or((literal, ""), |literal| (literal, "$"));
            translated.extend([literal, "<", &self.argument(&self.dashed(name)), ">"]);
            found.push(format!("{sign}{{{name}}}"));
            rest = after;
        }
        let is_found = !found.is_empty();
        self.found.append(&mut found);
        is_found.then(|| translated + rest)
    }

    fn pairs(&mut self, query: &str) -> Vec<String> {
        // `<a>?<b>` and `<a>,<b>`
        let split = query.replace(">?", ">&").replace(">,<", ">&<");
        if split != query {
            self.found.push(query.to_owned());
        }
        split.split('&').map(|pair| self.pair(pair)).collect()
    }

    fn pair(&mut self, pair: &str) -> String {
        if let Some((key, value)) = pair.split_once('=')
            && !pair.starts_with('<')
        {
            return match self.placeholder(value) {
                Some(name) => format!("{key}=<{}>", self.argument(&name)),
                None => pair.to_owned(),
            };
        }
        if self.arguments.contains(&pair) {
            self.found.push(pair.to_owned());
            return format!("<{pair}>");
        }
        if pair.starts_with(['<', '{', '[']) && is_wildcard(pair.trim_matches(|c| "<>{}[]".contains(c)), self.arguments)
        {
            // Refused by the parser of the query.
            return pair.to_owned();
        }
        match self.placeholder(pair) {
            Some(name) => self.query_name(&name),
            None => pair.to_owned(),
        }
    }

    /// Returns the pair of a query value that is sent under this name.
    fn query_name(&self, name: &str) -> String {
        match self.argument(name) {
            argument if argument == name => format!("<{name}>"),
            argument => format!("{name}=<{argument}>"),
        }
    }

    /// Returns the argument that is meant by a name, which may be written in another case.
    fn argument(&self, name: &str) -> String {
        let snake = to_snake_case(name).replace('-', "_");
        let known = self.arguments.iter().find(|argument| **argument == name || **argument == snake);
        known.map_or_else(|| name.to_owned(), |known| (*known).to_owned())
    }

    /// Returns the name in a placeholder of another notation, and notes it as written.
    fn placeholder(&mut self, written: &str) -> Option<String> {
        let is_argument = |name: &str| self.arguments.contains(&name);
        let strip = |before: &str, after: &str| written.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        let plain = |sign: char| written.strip_prefix(sign).filter(|name| is_argument(name));
        let inside = if let Some(inside) = strip("${", "}").or_else(|| strip("{{", "}}")).or_else(|| strip("{", "}")) {
            inside
        } else if let Some(inside) = strip("<", ">") {
            let is_known = is_name(inside) && (is_argument(inside) || self.argument(inside) == inside);
            let is_several = inside.strip_suffix("..").is_some_and(is_name);
            if is_known || is_several || inside.contains(['<', '>']) || inside.starts_with("r#") {
                return None;
            }
            inside
        } else if let Some(inside) = strip("[", "]").filter(|name| is_argument(name.trim_matches('.'))) {
            inside
        } else {
            let name = plain(':').or_else(|| plain('$')).or_else(|| plain('*'));
            let unclosed =
                || written.strip_prefix('<').or_else(|| written.strip_suffix('>')).filter(|name| is_name(name));
            name.map(|_| written).or_else(unclosed)?
        };
        let name = self.name(inside)?;
        if is_wildcard(inside, self.arguments) {
            self.wildcards.push(written.to_owned());
        }
        self.found.push(written.to_owned());
        Some(name)
    }

    /// Returns the name among what stands in a placeholder: `id`, `id:u64`, `int:id`, `*path`, `path..`.
    fn name(&self, inside: &str) -> Option<String> {
        const TYPES: [&str; 7] = ["int", "str", "string", "float", "uuid", "path", "slug"];
        let strip = |name: &str| name.trim_matches(|c: char| !c.is_alphanumeric() && c != '_').to_owned();
        let name = match inside.trim_start_matches(':').split_once(':') {
            Some((left, right)) => {
                let (left, right) = (strip(left), strip(right));
                let is_right = self.arguments.contains(&right.as_str())
                    || TYPES.contains(&left.as_str()) && !self.arguments.contains(&left.as_str());
                if is_right { right } else { left }
            }
            None => strip(inside),
        };
        let is_usable = is_name(&name) || is_name(&name.replace('-', "_"));
        is_usable.then(|| if is_name(&name) { name.clone() } else { self.dashed(&name) })
    }

    /// Returns a name with dashes as it is, if an argument has it with underscores.
    fn dashed(&self, name: &str) -> String {
        if self.argument(name) == name { name.replace('-', "_") } else { name.to_owned() }
    }

    fn error(self, translated: &str) -> Option<TemplateError> {
        if self.found.is_empty() {
            return None;
        }
        if let Some(wildcard) = self.wildcards.first() {
            return Some(TemplateError::new(
                format!("one or more segments are `<name..>` in a template, not `{wildcard}`"),
                format!("write `\"{translated}\"`"),
            ));
        }
        let found = self.found.iter().map(|written| format!("`{written}`")).collect::<Vec<_>>().join(" and ");
        Some(TemplateError::new(
            format!("an argument is named by `<name>` in a template, not by {found}"),
            format!("write `\"{translated}\"`"),
        ))
    }
}

/// Returns whether what stands in a placeholder means several segments: `*path`, `path..`, `path:.*`, `path:name`.
fn is_wildcard(inside: &str, arguments: &[&str]) -> bool {
    match inside.trim_start_matches(':').split_once(':') {
        Some(("path", name)) if arguments.contains(&name) => true,
        Some((_, pattern)) => matches!(pattern, "path" | ".*" | ".+" | "*"),
        None => inside.starts_with('*') || inside.starts_with("..") || inside.ends_with(['*', '+', '.']),
    }
}

fn is_name(text: &str) -> bool {
    super::placeholder::is_identifier(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_notations_are_translated() {
        for (written, translated) in [
            ("/a/{id}", "/a/<id>"),
            ("/a/{org}/{id}", "/a/<org>/<id>"),
            ("/a/{id:u64}", "/a/<id>"),
            ("/a/{id:[^/]+}/b", "/a/<id>/b"),
            ("/a/{:id}", "/a/<id>"),
            ("/a/{{id}}", "/a/<id>"),
            ("/a/${id}", "/a/<id>"),
            ("/a/$id", "/a/<id>"),
            ("/a/:id", "/a/<id>"),
            ("/a/[id]", "/a/<id>"),
            ("/a/<int:id>", "/a/<id>"),
            ("/a/<id: u64>", "/a/<id>"),
            ("/a/< id >", "/a/<id>"),
            ("/a/<page-size>", "/a/<page_size>"),
            ("/a/<pageSize>", "/a/<page_size>"),
            ("/a/<id", "/a/<id>"),
            ("/a/id>/b", "/a/<id>/b"),
            ("/a/*path", "/a/<path..>"),
            ("/a/{*path}", "/a/<path..>"),
            ("/a/<path...>", "/a/<path..>"),
            ("/a/{id}.json", "/a/<id>.json"),
            ("/a/${org}...{page-size}", "/a/<org>...<page_size>"),
            ("/a?b={id}", "/a?b=<id>"),
            ("/a?{id}", "/a?<id>"),
            ("/a?id", "/a?<id>"),
            ("/a?id&page_size", "/a?<id>&<page_size>"),
            ("/a{?id,page_size}", "/a?<id>&<page_size>"),
            ("/a?<id>?<page_size>", "/a?<id>&<page_size>"),
            ("/a?<id>,<page_size>", "/a?<id>&<page_size>"),
            ("/a?<page-size>", "/a?page-size=<page_size>"),
            ("/a?<pageSize>", "/a?pageSize=<page_size>"),
        ] {
            let translation = translate(written, &["id", "org", "path", "page_size"]);
            assert_eq!(translation.map(|translation| translation.text).as_deref(), Some(translated), "{written}");
        }
    }

    #[test]
    fn several_segments_have_a_notation_of_their_own() {
        for (written, is_wildcard) in [
            ("/a/{*path}", true),
            ("/a/<*path>", true),
            ("/a/{path...}", true),
            ("/a/{path:.*}", true),
            ("/a/<path:path>", true),
            ("/a/{path:[0-9]+}", false),
            ("/a/{path}", false),
        ] {
            let translation = translate(written, &["path"]).unwrap();
            assert_eq!(translation.error.problem.contains("more segments"), is_wildcard, "{written}");
        }
    }

    #[test]
    fn templates_of_this_notation_stay() {
        for text in [
            "/a/<id>?<b>&c=<d>&e=f",
            "/a/:batch",
            "/a/<id>:undelete",
            "/a/<path..>/b",
            "/a/<path..>:c",
            "/a?b",
            "/a/<r#type>",
            "/a/<a<b>>",
            "/a/<>",
            "/",
        ] {
            assert!(translate(text, &["id"]).is_none(), "{text}");
        }
    }
}
