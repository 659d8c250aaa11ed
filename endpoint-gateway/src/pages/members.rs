//! The members of objects as nested lists, bounded in depth and length.

use endpoint_runtime::provider::{Member, TypeKind, Types, ValueType};
use maud::{Markup, html};

use super::{
    anchors::{anchor, escaped},
    markdown,
    type_text::{self, type_text, value_text},
};

/// The maximum depth of nested objects, and of lists and maps around one object.
const MAX_DEPTH: usize = 6;

/// The maximum number of listed values that are shown.
const MAX_CHOICES: usize = 60;

/// The lists of members in one section of a page, up to a number of bytes, so that no type fills a page.
#[derive(Debug)]
pub(super) struct MemberList<'a> {
    types: &'a Types,
    left: usize,
    /// True if the members are those of a request, false for a response.
    is_sent: bool,
    /// The names of the types around the current members.
    within: Vec<&'a str>,
}

impl<'a> MemberList<'a> {
    /// Creates a list for the members of a request.
    pub(super) fn sent(types: &'a Types, bytes: usize) -> Self {
        Self { types, left: bytes, is_sent: true, within: Vec::new() }
    }

    /// Creates a list for the members of a response.
    pub(super) fn read(types: &'a Types, bytes: usize) -> Self {
        Self { is_sent: false, ..Self::sent(types, bytes) }
    }

    /// Shows the bounds, the listed values and the members of a type.
    pub(super) fn details(&mut self, value: &'a ValueType) -> Markup {
        let rules = type_text::rules(value, self.types);
        let choices = choices(value, self.types);
        let members = self.members(value, None);
        html! {
            @if !rules.is_empty() { ul.rules { @for rule in &rules { li { (rule) } } } }
            (choices)
            (members)
        }
    }

    /// Shows the members of a type's objects, those of lists and maps included. With `anchors`, each has an id that begins
    /// with it.
    pub(super) fn members(&mut self, value: &'a ValueType, anchors: Option<&str>) -> Markup {
        let (kind, names) = self.object(value);
        if let Some(name) = names.iter().find(|name| self.within.contains(name)) {
            return html! { p.recursive { "The members of " code { (name) } " again." } };
        }
        let members = match kind {
            TypeKind::Object(object) => object.members.as_slice(),
            _ => &[],
        };
        let variants = match kind {
            TypeKind::Union(union) if union.variants.iter().any(|variant| self.has_members(variant)) => {
                union.variants.as_slice()
            }
            _ => &[],
        };
        if self.within.len() >= MAX_DEPTH || (members.is_empty() && variants.is_empty()) {
            return html! {};
        }
        // An object without a name of its own is one level, too.
        self.within.push(names.last().copied().unwrap_or_default());
        let shown = html! {
            @if !members.is_empty() { (self.list(members, anchors)) }
            @for (at, variant) in variants.iter().enumerate() {
                p.variant { @if at == 0 { "Either " } @else { "or " } (label(variant, self.types)) }
                (self.members(variant, None))
            }
        };
        self.within.pop();
        shown
    }

    fn list(&mut self, members: &'a [Member], anchors: Option<&str>) -> Markup {
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

    fn row(&mut self, member: &'a Member, anchors: Option<&str>) -> Markup {
        let Member { name, required, value, .. } = member;
        let id = anchors.map(|prefix| format!("{prefix}-{}", escaped(name)));
        let docs = self.types.docs(value);
        let left = self.left;
        let details = self.details(value);
        // The bytes within are counted with the row.
        self.left = left;
        html! {
            li id=[id.as_deref()] {
                p.line {
                    code.name { (name) }
                    span.type { (type_text(value, self.types)) }
                    @if self.is_sent && *required { span.required { "required" } }
                    @if !self.is_sent && !required { span.optional { "may be missing" } }
                    @if self.types.is_sensitive(value) { span.sensitive { "sensitive" } }
                    @if let Some(id) = &id { (anchor(id, name)) }
                }
                @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 4)) } }
                (details)
            }
        }
    }

    /// Returns the kind behind names, lists and maps, and the names on the way to it.
    fn object(&self, value: &'a ValueType) -> (&'a TypeKind, Vec<&'a str>) {
        let mut value = value;
        let mut names = Vec::new();
        for _ in 0..MAX_DEPTH {
            names.extend(self.types.chain(value).filter_map(name));
            match self.types.kind(value) {
                TypeKind::List(list) => value = &list.items,
                TypeKind::Map(map) => value = &map.values,
                kind => return (kind, names),
            }
        }
        (self.types.kind(value), names)
    }

    fn has_members(&self, value: &'a ValueType) -> bool {
        match self.object(value).0 {
            TypeKind::Object(object) => !object.members.is_empty(),
            TypeKind::Union(union) => union.variants.iter().any(|variant| self.has_members(variant)),
            _ => false,
        }
    }
}

/// Returns the name of a named type.
fn name(value: &ValueType) -> Option<&str> {
    match &value.kind {
        TypeKind::Named { name, .. } => Some(name),
        _ => None,
    }
}

/// Shows the label of a union's variant: the value that distinguishes it, its name or title, or its kind.
fn label(variant: &ValueType, types: &Types) -> Markup {
    let tag = || match types.kind(variant) {
        TypeKind::Object(object) => object.members.iter().find_map(|member| match types.kind(&member.value) {
            TypeKind::Enum(listed) if listed.values.len() == 1 && !listed.open => {
                Some((&member.name, listed.values.first()?.value.as_str()?))
            }
            _ => None,
        }),
        _ => None,
    };
    let title = types.chain(variant).find_map(|value| name(value).or(value.title.as_deref()));
    html! {
        @if let Some((name, value)) = tag() { code { (name) } " " code { (value) } }
        @else if let Some(title) = title { code { (title) } }
        @else { (type_text(variant, types)) }
    }
}

/// Shows the values that a type lists.
fn choices(value: &ValueType, types: &Types) -> Markup {
    let (choices, is_open) = type_text::choices(value, types);
    if choices.is_empty() {
        return html! {};
    }
    let has_docs = choices.iter().any(|choice| !choice.docs.is_empty());
    let more = choices.len().saturating_sub(MAX_CHOICES);
    html! {
        p.allowed { @if is_open { "Known values; others are allowed" } @else if choices.len() == 1 { "Always" } @else { "One of" } }
        ul.choices.described[has_docs] {
            @for choice in choices.iter().take(MAX_CHOICES) {
                li {
                    code { (value_text(&choice.value)) }
                    @if !choice.docs.is_empty() { div.docs dir="auto" { (markdown::render(&choice.docs, 4)) } }
                }
            }
            @if more > 0 { li { (more) " more in the OpenAPI document" } }
        }
    }
}
