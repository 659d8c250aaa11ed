//! The checks of `#[derive(Headers)]`.

use syn::{Attribute, Fields, ItemStruct, Meta, parse::Parser as _};

use super::{
    argument::{self, To, Written},
    default_runtime, header, opt_in,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding, Group, Presence},
    syntax::{
        options::{self, Options},
        types,
    },
};

pub(crate) fn lower(item: ItemStruct, diagnostics: &mut Diagnostics) -> Group {
    if !item.generics.params.is_empty() {
        diagnostics.at(
            &item.generics.params,
            "a group of headers is not generic",
            "write the types that are sent",
        );
    }
    let mut group = Group {
        ident: item.ident,
        runtime: default_runtime(),
        server: None,
        schema: None,
        headers: Vec::new(),
    };
    let mut options = Options::new(written_options(&item.attrs, "headers", diagnostics), diagnostics);
    if let Some(path) = options.path("crate", "`crate = path::to::the_runtime`") {
        group.runtime = path;
    }
    group.server = options.flag_or_string("server").map(opt_in);
    group.schema = options.flag_or_string("schema").map(opt_in);
    options.finish();

    let Fields::Named(fields) = item.fields else {
        diagnostics.at(
            &group.ident,
            "a group of headers has named fields",
            "write `struct Group { #[header(\"X-Name\")] name: Option<T>, … }`",
        );
        return group;
    };
    for field in fields.named {
        let Some(ident) = field.ident else { continue };
        let written = argument::read_named(ident, field.ty, &field.attrs, diagnostics);
        if let Some(argument) = header_field(written, diagnostics) {
            add(argument, &mut group.headers, diagnostics);
        }
    }
    group
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

fn header_field(written: Written, diagnostics: &mut Diagnostics) -> Option<Argument> {
    let mut bound = written.bound.iter();
    let name = match bound.next().map(|bound| &bound.to) {
        // A group may hold the credential of an endpoint with `auth = none`; whether it fits is for the endpoint to say.
        Some(To::Header(name)) => header::check_name(name, false, diagnostics)?,
        Some(To::Unclear) => return None,
        _ => {
            diagnostics.at(
                &written.ident,
                format!("`{}` has no `#[header(\"Name\")]`", written.name),
                "every field of a group is one header",
            );
            return None;
        }
    };
    if let Some(second) = bound.next() {
        diagnostics.at(
            &second.attribute,
            format!("`{}` is bound twice", written.name),
            "keep one of the attributes",
        );
    }
    let inner = types::option(&written.ty);
    let presence = if inner.is_some() {
        Presence::Optional
    } else {
        Presence::Required
    };
    Some(Argument {
        inner: inner.unwrap_or(&written.ty).clone(),
        ident: written.ident,
        name: written.name,
        attributes: written.doc_attributes,
        docs: written.docs,
        ty: written.ty,
        presence,
        binding: Binding::Header(name),
        sensitive: written.sensitive,
    })
}

fn add(argument: Argument, headers: &mut Vec<Argument>, diagnostics: &mut Diagnostics) {
    if let Some(other) = headers
        .iter()
        .find(|other| same_header(&other.binding, &argument.binding))
    {
        diagnostics.at(
            &argument.ident,
            format!("`{}` and `{}` are the same header", other.name, argument.name),
            "names of headers do not differ by case; keep one of the fields",
        );
        return;
    }
    headers.push(argument);
}

fn same_header(a: &Binding, b: &Binding) -> bool {
    matches!((a, b), (Binding::Header(a), Binding::Header(b)) if a.eq_ignore_ascii_case(b))
}
