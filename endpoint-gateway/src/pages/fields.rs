//! The members of objects, however deep, as nested lists; as much as a page can hold.

use std::collections::BTreeSet;

use endpoint_export::schema::{Definitions, branches, referred};
use maud::{Markup, html};
use serde_json::Value;

use super::{
    markdown,
    types::{self, content},
};

/// Objects within objects are shown so far.
const DEEPEST: usize = 6;

/// So many listed values are shown.
const MOST_CHOICES: usize = 60;

/// Shows members until so many bytes have been written, lest one schema fill a page.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    definitions: &'a Definitions,
    left: usize,
    /// Whether these are members to be sent, and not to be read.
    is_sent: bool,
    /// The definitions that the members stand in.
    within: Vec<&'a str>,
}

/// A member of an object.
struct Member<'a> {
    name: &'a str,
    schema: &'a Value,
    required: bool,
}

impl<'a> Fields<'a> {
    /// Members of what is sent.
    pub(super) fn sent(definitions: &'a Definitions, bytes: usize) -> Self {
        Self { definitions, left: bytes, is_sent: true, within: Vec::new() }
    }

    /// Members of what is read.
    pub(super) fn read(definitions: &'a Definitions, bytes: usize) -> Self {
        Self { is_sent: false, ..Self::sent(definitions, bytes) }
    }

    /// What a value of the schema has to be like, and its members.
    pub(super) fn details(&mut self, schema: &'a Value) -> Markup {
        let rules = types::rules(schema, self.definitions);
        let choices = choices(schema, self.definitions);
        let members = self.members(schema, None);
        html! {
            @if !rules.is_empty() { ul.rules { @for rule in &rules { li { (rule) } } } }
            (choices)
            (members)
        }
    }

    /// The members of the schema's objects, those of lists and maps included. With `anchors`, each has an id that begins
    /// with it.
    pub(super) fn members(&mut self, schema: &'a Value, anchors: Option<&str>) -> Markup {
        let (schema, names) = self.object(schema);
        if let Some(name) = names.iter().find(|name| self.within.contains(name)) {
            return html! { p.again { "The members of " code { (name) } " again." } };
        }
        if self.within.len() >= DEEPEST {
            return html! {};
        }
        let mut members = Vec::new();
        collect(schema, self.definitions, DEEPEST, &mut members);
        let variants = self.variants(schema);
        if members.is_empty() && variants.is_empty() {
            return html! {};
        }
        // An object without a name of its own is one level, too.
        self.within.push(names.last().copied().unwrap_or_default());
        let shown = html! {
            @if !members.is_empty() { (self.list(&members, anchors)) }
            @for (at, variant) in variants.iter().enumerate() {
                p.variant { @if at == 0 { "Either " } @else { "or " } (label(variant, self.definitions)) }
                (self.members(variant, None))
            }
        };
        self.within.pop();
        shown
    }

    fn list(&mut self, members: &[Member<'a>], anchors: Option<&str>) -> Markup {
        let mut shown = Vec::new();
        for member in members {
            if self.left == 0 {
                break;
            }
            let row = self.row(member, anchors);
            self.left = self.left.saturating_sub(row.0.len());
            shown.push(row);
        }
        let more = members.len() - shown.len();
        html! {
            ul.members {
                @for row in &shown { (row) }
                @if more > 0 { li.more { (more) " more in the OpenAPI document" } }
            }
        }
    }

    fn row(&mut self, member: &Member<'a>, anchors: Option<&str>) -> Markup {
        let Member { name, schema, required } = *member;
        let id = anchors.map(|prefix| format!("{prefix}-{}", escaped(name)));
        let docs = types::docs(schema, self.definitions);
        let left = self.left;
        let details = self.details(schema);
        // What is within is counted with the row.
        self.left = left;
        html! {
            li id=[id.as_deref()] {
                p.line {
                    code.name { (name) }
                    span.type { (types::type_text(schema, self.definitions)) }
                    @if self.is_sent && required { span.required { "required" } }
                    @if !self.is_sent && !required { span.optional { "may be missing" } }
                    @if let Some(id) = &id { (anchor(id, name)) }
                }
                @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 4)) } }
                (details)
            }
        }
    }

    /// The object behind lists and maps, and the definitions on the way to it.
    fn object(&self, schema: &'a Value) -> (&'a Value, Vec<&'a str>) {
        let mut schema = schema;
        let mut names = Vec::new();
        for _ in 0..DEEPEST {
            names.extend(referred(schema));
            if let [only] = branches(schema, self.definitions).as_slice() {
                names.extend(referred(only));
            }
            let behind = content(schema, self.definitions);
            let inner = behind.get("items").or_else(|| behind.get("additionalProperties")).filter(|it| it.is_object());
            match inner {
                Some(inner) if behind.get("properties").is_none() => schema = inner,
                _ => return (behind, names),
            }
        }
        (schema, names)
    }

    /// The objects that a value can be one of.
    fn variants(&self, schema: &'a Value) -> Vec<&'a Value> {
        if schema.get("allOf").is_some() {
            return Vec::new();
        }
        let branches = branches(schema, self.definitions);
        let has_members = |branch: &&&Value| {
            let mut members = Vec::new();
            collect(self.object(branch).0, self.definitions, 2, &mut members);
            !members.is_empty()
        };
        if branches.len() > 1 && branches.iter().any(|branch| has_members(&branch)) { branches } else { Vec::new() }
    }
}

/// Finds the members of an object and of all that it is made of.
fn collect<'a>(schema: &'a Value, definitions: &'a Definitions, depth: usize, members: &mut Vec<Member<'a>>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let required: BTreeSet<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if !members.iter().any(|member| member.name == name) {
            members.push(Member { name, schema, required: required.contains(name.as_str()) });
        }
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        collect(content(part, definitions), definitions, depth, members);
    }
}

/// What to call one of several objects: its name, its only member's, or the type.
fn label(variant: &Value, definitions: &Definitions) -> Markup {
    let schema = content(variant, definitions);
    let tag = || {
        let properties = schema.get("properties")?.as_object()?;
        properties.iter().find_map(|(name, member)| Some((name, member.get("const")?.as_str()?)))
    };
    let title = referred(variant).or_else(|| schema.get("title")?.as_str());
    html! {
        @if let Some((name, value)) = tag() { code { (name) } " " code { (value) } }
        @else if let Some(title) = title { code { (title) } }
        @else { (types::type_text(variant, definitions)) }
    }
}

/// The values that the schema lists.
fn choices(schema: &Value, definitions: &Definitions) -> Markup {
    let (choices, is_open) = types::choices(schema, definitions);
    if choices.is_empty() {
        return html! {};
    }
    let has_docs = choices.iter().any(|choice| !choice.docs.is_empty());
    let more = choices.len().saturating_sub(MOST_CHOICES);
    html! {
        p.allowed { @if is_open { "Known values; others are allowed" } @else if choices.len() == 1 { "Always" } @else { "One of" } }
        ul.choices.described[has_docs] {
            @for choice in choices.iter().take(MOST_CHOICES) {
                li {
                    code { (choice.value) }
                    @if !choice.docs.is_empty() { div.docs dir="auto" { (markdown::render(choice.docs, 4)) } }
                }
            }
            @if more > 0 { li { (more) " more in the OpenAPI document" } }
        }
    }
}

/// The heading of a section of this id.
pub(super) fn heading(id: &str, title: &str) -> Markup {
    html! { div.head { h2 id=(format!("{id}-title")) { (title) } (anchor(id, title)) } }
}

/// A link to this very place.
pub(super) fn anchor(id: &str, name: &str) -> Markup {
    html! { a.anchor href=(format!("#{}", super::site::encoded(id))) aria-label=(format!("Link to {name}")) { "#" } }
}

/// Any name as a part of an id; different names stay different.
pub(super) fn escaped(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => c.to_string(),
        c => format!(".{:x}.", u32::from(c)),
    };
    name.chars().map(plain).collect()
}
