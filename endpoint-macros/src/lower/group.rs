//! The checks of `#[derive(Headers)]`.

use syn::{Attribute, Fields, Item, Meta, parse::Parser as _};

use super::{
    argument::{self, To, Written},
    default_runtime, header,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding, Group, Presence},
    syntax::{
        options::{self, Options, TRAIT_OPTIONS},
        types,
    },
};

const HELP: &str = "write `struct Group { #[header(\"X-Name\")] name: Option<T>, … }`";

pub(crate) fn lower(item: Item, diagnostics: &mut Diagnostics) -> Option<Group> {
    let (ident, generics, attributes, fields) = match item {
        Item::Struct(item) => (item.ident, item.generics, item.attrs, Some(item.fields)),
        Item::Enum(item) => (item.ident, item.generics, item.attrs, None),
        Item::Union(item) => (item.ident, item.generics, item.attrs, None),
        other => {
            diagnostics.at(other, "`Headers` is derived for a struct", HELP);
            return None;
        }
    };
    let is_generic = !generics.params.is_empty();
    if is_generic {
        diagnostics.at(&generics.params, "a group of headers is not generic", "write the types that are sent");
    }
    let mut group =
        Group { ident, generics, runtime: default_runtime(), server: None, schema: None, headers: Vec::new() };
    let mut options = Options::new(written_options(&attributes, "headers", diagnostics), diagnostics);
    if let Some(path) = options.path("crate", "`crate = path::to::the_runtime`") {
        group.runtime = path;
    }
    let server = options.opt_in("server");
    let schema = options.opt_in("schema");
    options.finish(TRAIT_OPTIONS);

    let Some(Fields::Named(fields)) = fields else {
        diagnostics.at(&group.ident, "a group of headers is a struct with named fields", HELP);
        return Some(group);
    };
    if is_generic {
        return Some(group);
    }
    (group.server, group.schema) = (server, schema);
    for field in fields.named {
        let Some(ident) = field.ident else { continue };
        let attributes: Vec<Attribute> = field.attrs.into_iter().filter(is_own).collect();
        let written = argument::read_named(ident, field.ty, &attributes, diagnostics);
        let mut header = header_field(written, diagnostics);
        refuse_repeated(&mut header, &group.headers, diagnostics);
        group.headers.push(header);
    }
    Some(group)
}

/// A derive shares the field with others; what is nobody's attribute is rustc's to report.
fn is_own(attribute: &Attribute) -> bool {
    ["doc", "header", "headers", "sensitive", "allow", "expect"].iter().any(|name| attribute.path().is_ident(name))
}

/// The options in `#[name(…)]`.
pub(crate) fn written_options(
    attributes: &[Attribute],
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<options::Written> {
    let mut written = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match &attribute.meta {
            Meta::List(list) => match options::list.parse2(list.tokens.clone()) {
                Ok(options) => written.extend(options),
                Err(error) => diagnostics.syntax(error),
            },
            _ => diagnostics.at(
                attribute,
                format!("`#[{name}]` takes its options in parentheses"),
                format!("write `#[{name}(option = value)]`"),
            ),
        }
    }
    written
}

fn header_field(written: Written, diagnostics: &mut Diagnostics) -> Argument {
    let mut bound = written.bound.iter();
    let binding = match bound.next().map(|bound| &bound.to) {
        // Whether a group may hold the credential is known where it is used: by an endpoint with `auth = none`.
        Some(To::Header(name)) => {
            header::check_name(name, false, diagnostics).map_or(Binding::Nowhere, Binding::Header)
        }
        Some(To::Unclear) => Binding::Nowhere,
        _ => {
            diagnostics.at(
                &written.ident,
                format!("`{}` has no `#[header(\"Name\")]`", written.name),
                "every field of a group is one header",
            );
            Binding::Nowhere
        }
    };
    if let Some(second) = bound.next() {
        diagnostics.at(&second.attribute, format!("`{}` is bound twice", written.name), "keep one of the attributes");
    }
    let inner = types::option(&written.ty);
    let presence = if inner.is_some() { Presence::Optional } else { Presence::Required };
    let inner = inner.unwrap_or(&written.ty).clone();
    let is_list = types::vec(&inner).is_some();
    if is_list {
        let problem = format!("`{}` cannot be a list: a header has one value", written.name);
        diagnostics.at(&written.ty, problem, "join the values into one text");
    }
    Argument {
        inner,
        presence,
        binding: if is_list { Binding::Nowhere } else { binding },
        ident: written.ident,
        name: written.name,
        attributes: written.doc_attributes,
        lints: written.lints,
        has_setter: written.has_setter,
        docs: written.docs,
        ty: written.ty,
        sensitive: written.sensitive,
    }
}

fn refuse_repeated(header: &mut Argument, others: &[Argument], diagnostics: &mut Diagnostics) {
    let same = |other: &&Argument| matches!((&other.binding, &header.binding), (Binding::Header(a), Binding::Header(b)) if a.eq_ignore_ascii_case(b));
    if let Some(other) = others.iter().find(same) {
        diagnostics.at(
            &header.ident,
            format!("`{}` and `{}` are the same header", other.name, header.name),
            "names of headers do not differ by case; keep one of the fields",
        );
        header.binding = Binding::Nowhere;
    }
}
