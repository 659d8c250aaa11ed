//! The segments of a path template, and the values of a path that has them.
//!
//! One function takes a path apart for the router and for gateways: [`path_values`].

use std::{
    borrow::Cow,
    cmp::{Ordering, Reverse},
    iter,
};

use crate::{
    path::is_ended_by,
    percent::{self, is_unreserved},
    server::{
        path_segment::{InvalidSegment, PathSegment, split},
        rejection::Rejection,
    },
};

/// A segment of a path template, or several with `<name..>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateSegment {
    /// A literal, decoded.
    Literal(Cow<'static, str>),
    /// The name of a parameter.
    Parameter(&'static str),
    /// Parameters with literals before, between or after them.
    Partial(PartialSegment),
    /// A parameter that is one or more segments, with the literals around it.
    Several(SeveralSegments),
}

/// Splits a template into segments. A trailing slash is an empty literal at the end.
#[must_use]
pub fn template_segments(template: &'static str) -> Vec<TemplateSegment> {
    split(template).map(template_segment).collect()
}

fn template_segment(written: &'static str) -> TemplateSegment {
    let mut names = Vec::new();
    let mut literals = Vec::new();
    let mut rest = written;
    while let Some((literal, (name, after))) =
        rest.split_once('<').and_then(|(literal, behind)| Some((literal, behind.split_once('>')?)))
    {
        literals.push(literal);
        names.push(name);
        rest = after;
    }
    literals.push(rest);
    match (names.as_slice(), literals.as_slice()) {
        ([], _) => TemplateSegment::Literal(percent::decode(written).unwrap_or(Cow::Borrowed(written))),
        ([name], _) if name.ends_with("..") => TemplateSegment::Several(SeveralSegments {
            name: name.trim_end_matches('.'),
            literals: Literals::new(&literals),
        }),
        ([name], ["", ""]) => TemplateSegment::Parameter(name),
        _ => TemplateSegment::Partial(PartialSegment { names, literals: Literals::new(&literals) }),
    }
}

/// A literal beside a parameter. It is compared as RFC 3986 (section 6.2.2) compares URLs: `%2E` is `.`, since that is unreserved,
/// but `%3A` is not `:`. So the value `a:undelete` of `<id>`, which is sent as `a%3Aundelete`, is not `<id>:undelete`.
#[derive(Clone, Debug)]
struct Literal {
    characters: Vec<Character>,
    written: &'static str,
}

/// A byte of a path, and whether it is an escape of one that has a meaning of its own there.
type Character = (u8, bool);

impl Literal {
    fn new(written: &'static str) -> Self {
        Self { characters: characters(written).map(|(_, character)| character).collect(), written }
    }

    fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Returns the text behind this literal, if it begins with it.
    fn strip<'p>(&self, raw: &'p str) -> Option<&'p str> {
        let mut given = characters(raw);
        let begins = self.characters.iter().all(|expected| given.next().is_some_and(|(_, found)| found == *expected));
        if !begins {
            return None;
        }
        given.next().map_or(Some(""), |(at, _)| raw.get(at..))
    }

    /// Splits at the first of these literals; an empty one is the end.
    fn split<'p>(&self, raw: &'p str) -> Option<(&'p str, &'p str)> {
        if self.is_empty() {
            return Some((raw, ""));
        }
        characters(raw).find_map(|(at, _)| {
            let (before, rest) = raw.split_at_checked(at)?;
            Some((before, self.strip(rest)?))
        })
    }
}

/// The literals of a segment: before, between and after its parameters.
///
/// They are ordered as the segments are tried: the longest first, then that with the longest first literal, and so on.
#[derive(Clone, Debug)]
pub(super) struct Literals(Vec<Literal>);

impl Literals {
    fn new(written: &[&'static str]) -> Self {
        Self(written.iter().map(|written| Literal::new(written)).collect())
    }

    fn written(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|literal| literal.written)
    }

    /// Returns the text behind the first literal, if a text begins with it.
    fn strip_first<'p>(&self, raw: &'p str) -> Option<&'p str> {
        self.0.first()?.strip(raw)
    }

    /// Returns those that end values.
    fn ends(&self) -> &[Literal] {
        self.0.get(1..).unwrap_or_default()
    }

    fn key(&self) -> impl Ord {
        let each: Vec<_> =
            self.0.iter().map(|literal| (Reverse(literal.characters.len()), &literal.characters)).collect();
        (Reverse(each.iter().map(|(Reverse(length), _)| length).sum::<usize>()), each)
    }
}

impl Ord for Literals {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Literals {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Literals {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Literals {}

/// Returns the characters of a raw path, with their positions.
fn characters(raw: &str) -> impl Iterator<Item = (usize, Character)> {
    let mut at = 0;
    iter::from_fn(move || {
        let start = at;
        let rest = raw.as_bytes().get(start..)?;
        let first = *rest.first()?;
        let escape = raw.get(start..start + 3).filter(|_| first == b'%');
        // A decoded escape is one byte, which need not be UTF-8.
        let escaped = escape.and_then(|escape| u8::from_str_radix(escape.get(1..)?, 16).ok());
        at += if escaped.is_some() { 3 } else { 1 };
        Some((start, escaped.map_or((first, !first.is_ascii()), |byte| (byte, !is_unreserved(byte)))))
    })
}

/// A segment in which parameters stand beside literals, such as `<base>...<head>`.
///
/// A value ends where the literal behind it first occurs, and the last value without one at the end of the segment. No value is
/// empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialSegment {
    names: Vec<&'static str>,
    literals: Literals,
}

impl PartialSegment {
    /// Returns the literals before, between and after the parameters, percent-encoded as in the template.
    pub fn literals(&self) -> impl Iterator<Item = &'static str> {
        self.literals.written()
    }

    pub(super) fn key(&self) -> &Literals {
        &self.literals
    }

    /// Returns the raw values of a raw segment.
    fn take_apart<'p>(&self, raw: &'p str) -> Option<Vec<&'p str>> {
        let mut rest = self.literals.strip_first(raw)?;
        let mut values = Vec::with_capacity(self.names.len());
        for literal in self.literals.ends() {
            let (value, behind) = literal.split(rest)?;
            if value.is_empty() {
                return None;
            }
            values.push(value);
            rest = behind;
        }
        rest.is_empty().then_some(values)
    }

    pub(super) fn matches(&self, segment: &PathSegment<'_>) -> bool {
        segment.text().is_ok() && self.take_apart(segment.raw()).is_some()
    }
}

/// A parameter that is one or more segments, none of them empty, with the literals before it in its first segment and behind it in its
/// last one. In the last one, the value ends where the literal first occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeveralSegments {
    name: &'static str,
    literals: Literals,
}

impl SeveralSegments {
    /// Returns the literal before the parameter and the one behind it, percent-encoded as in the template.
    pub fn literals(&self) -> impl Iterator<Item = &'static str> {
        self.literals.written()
    }

    pub(super) fn key(&self) -> &Literals {
        &self.literals
    }

    /// Returns the raw parts of the value of raw segments.
    fn take_apart<'p>(&self, segments: &[PathSegment<'p>]) -> Option<Vec<&'p str>> {
        let mut parts: Vec<&str> = segments.iter().map(PathSegment::raw).collect();
        let first = parts.first_mut()?;
        *first = self.literals.strip_first(first)?;
        let last = parts.last_mut()?;
        let (value, behind) = self.literals.ends().first()?.split(last)?;
        *last = value;
        (behind.is_empty() && parts.iter().all(|part| !part.is_empty())).then_some(parts)
    }

    pub(super) fn matches(&self, segments: &[PathSegment<'_>]) -> bool {
        self.take_apart(segments).is_some()
    }

    /// Returns the decoded parts, joined by slashes.
    fn value(&self, segments: &[PathSegment<'_>]) -> Result<String, InvalidValue> {
        let mut joined = String::new();
        let parts = self.take_apart(segments).unwrap_or_default();
        let last = parts.len().saturating_sub(1);
        for (at, raw) in parts.into_iter().enumerate() {
            let end = self.literals.ends().first().filter(|_| at == last);
            let part = value(self.name, raw, end)?;
            if part.contains('/') {
                return Err(InvalidValue { name: self.name, reason: Reason::EncodedSlash });
            }
            if at > 0 {
                joined.push('/');
            }
            joined.push_str(&part);
        }
        Ok(joined)
    }
}

/// Returns the key by which the templates that match a path are sorted in the order in which they are tried, as
/// [`Node::find`](super::tree::Node::find) does.
#[must_use]
pub fn precedence(template: &[TemplateSegment]) -> impl Ord + use<> {
    let length = template.len();
    let key = |(at, segment): (usize, &TemplateSegment)| match segment {
        TemplateSegment::Literal(_) => (0, None, Reverse(0)),
        TemplateSegment::Partial(partial) => (1, Some(partial.literals.clone()), Reverse(0)),
        TemplateSegment::Parameter(_) => (2, None, Reverse(0)),
        TemplateSegment::Several(several) => (3, Some(several.literals.clone()), Reverse(length - at)),
    };
    template.iter().enumerate().map(key).collect::<Vec<_>>()
}

/// A value in a path that a client would not send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct InvalidValue {
    /// The parameter's name.
    pub name: &'static str,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Reason {
    #[error("{0}")]
    Segment(InvalidSegment),
    #[error("the path value has an encoded slash, which is not accepted")]
    EncodedSlash,
    #[error("the path value holds the literal that ends it, which is not accepted")]
    Literal,
}

impl InvalidValue {
    pub(super) fn rejection(self) -> Rejection {
        Rejection::bad_request(self.to_string()).with_field(self.name)
    }
}

/// Returns the values of the template's parameters in a path that matches it, decoded, in the order of the template.
///
/// # Errors
/// A value is not one that a client would send.
pub fn path_values<'p>(
    template: &[TemplateSegment],
    path: Vec<PathSegment<'p>>,
) -> Result<Vec<(&'static str, Cow<'p, str>)>, InvalidValue> {
    let mut values = Vec::with_capacity(template.len());
    let mut several = (path.len() + 1).saturating_sub(template.len());
    let mut path = path.into_iter();
    for declared in template {
        match declared {
            TemplateSegment::Literal(_) => {
                path.next();
            }
            TemplateSegment::Parameter(name) => {
                let Some(segment) = path.next() else { break };
                let value =
                    segment.into_text().map_err(|reason| InvalidValue { name, reason: Reason::Segment(reason) })?;
                values.push((*name, value));
            }
            TemplateSegment::Partial(partial) => {
                let Some(segment) = path.next() else { break };
                let raw = partial.take_apart(segment.raw()).unwrap_or_default();
                for ((name, raw), end) in partial.names.iter().zip(raw).zip(partial.literals.ends()) {
                    values.push((*name, value(name, raw, Some(end))?));
                }
            }
            TemplateSegment::Several(declared) => {
                let segments: Vec<_> = path.by_ref().take(std::mem::take(&mut several)).collect();
                values.push((declared.name, declared.value(&segments)?.into()));
            }
        }
    }
    Ok(values)
}

/// Decodes a raw value, or one part of it, which ends at a literal.
fn value<'p>(name: &'static str, raw: &'p str, end: Option<&Literal>) -> Result<Cow<'p, str>, InvalidValue> {
    let invalid = |reason| InvalidValue { name, reason };
    let value = PathSegment::parse(raw).into_text().map_err(|reason| invalid(Reason::Segment(reason)))?;
    if end.is_none_or(|end| is_ended_by(&value, end.written)) { Ok(value) } else { Err(invalid(Reason::Literal)) }
}

#[cfg(test)]
mod tests;
