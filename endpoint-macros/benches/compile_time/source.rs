//! The source of a synthetic provider: typical endpoints, or their types alone.

use std::fmt::Write as _;

/// A variant of the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Variant {
    /// Requests that derive `Clone`, `Debug` and `Serialize`, responses that derive `Deserialize`.
    Plain,
    /// The declarations, with objects.
    Declared,
    /// The declarations, with objects, `server` and `schema`.
    Full,
    /// The declarations, with types that derive serde's traits.
    Derived,
}

/// The number of endpoints of one trait.
const TRAIT_SIZE: u32 = 5;

/// The fields of a request's body, of which an endpoint takes two to six.
const FIELDS: [(&str, &str); 6] = [
    ("display_name", "String"),
    ("external_id", "Option<String>"),
    ("roles", "Vec<String>"),
    ("is_enabled", "Option<bool>"),
    ("duration_minutes", "Option<u32>"),
    ("metadata", "Option<Metadata>"),
];

/// The fields of a response.
const RESPONSE: [(&str, &str); 8] = [
    ("request_id", "String"),
    ("status_code", "u16"),
    ("member", "Member"),
    ("organization_id", "OrganizationId"),
    ("created_at", "Option<String>"),
    ("roles", "Vec<String>"),
    ("is_enabled", "bool"),
    ("next_cursor", "Option<String>"),
];

/// The arguments of every endpoint.
const BOUND: [(&str, &str, &str); 5] = [
    ("", "organization_id", "OrganizationId"),
    ("", "member_id", "MemberId"),
    ("", "app_id", "AppId"),
    ("#[header(\"X-Member-Session\")] #[sensitive]", "session_token", "Option<Token>"),
    ("#[header(\"X-Member-SessionJWT\")] #[sensitive]", "session_jwt", "Option<Token>"),
];

impl Variant {
    pub(crate) const ALL: [Self; 4] = [Self::Plain, Self::Declared, Self::Full, Self::Derived];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Plain => "the types alone, by serde's derives",
            Self::Declared => "declared, with objects",
            Self::Full => "declared, with objects, `server` and `schema`",
            Self::Derived => "declared, with serde's derives",
        }
    }

    /// The runtime's features.
    pub(crate) fn features(self) -> &'static str {
        if self == Self::Full { "\"server\", \"schema\"" } else { "" }
    }

    fn has_objects(self) -> bool {
        matches!(self, Self::Declared | Self::Full)
    }

    fn options(self) -> &'static str {
        if self == Self::Full { ", server, schema" } else { "" }
    }

    /// Returns the attribute of a type in responses, and in requests when it is `sent`.
    fn attribute(self, sent: bool) -> String {
        match (self, sent) {
            (Self::Declared, false) => "#[object]".to_owned(),
            (Self::Declared, true) => "#[object(sent)]".to_owned(),
            (Self::Full, false) => "#[object(server, schema)]".to_owned(),
            (Self::Full, true) => "#[object(sent, schema)]".to_owned(),
            (Self::Plain | Self::Derived, false) => {
                "#[derive(Clone, Debug, Deserialize)]\n#[non_exhaustive]".to_owned()
            }
            (Self::Plain | Self::Derived, true) => {
                "#[derive(Clone, Debug, Deserialize, Serialize)]\n#[non_exhaustive]".to_owned()
            }
        }
    }
}

/// Writes a `lib.rs`.
pub(crate) fn library(variant: Variant, endpoints: u32) -> String {
    let mut out = String::from("//! A synthetic provider.\n\n#![allow(unused_imports)]\n\n");
    out += "use endpoint_runtime::{BaseUrl, Bytes, Param, Result, endpoints, http::Response, object, request, response};\n";
    out += "use serde::{Deserialize, Serialize};\n\n";
    shared_types(&mut out, variant);
    for first in (0..endpoints).step_by(TRAIT_SIZE as usize) {
        let numbers = first..endpoints.min(first + TRAIT_SIZE);
        if variant == Variant::Plain {
            numbers.clone().for_each(|number| request(&mut out, number));
        } else {
            declaration(&mut out, variant, first, numbers.clone());
        }
        numbers.for_each(|number| response(&mut out, variant, number));
    }
    (0..endpoints).for_each(|number| call(&mut out, variant, number));
    out
}

/// Writes the types that all endpoints share.
fn shared_types(out: &mut String, variant: Variant) {
    let schema = if variant == Variant::Full { ", schemars::JsonSchema" } else { "" };
    for name in ["OrganizationId", "MemberId", "AppId", "Token"] {
        let derives = format!("Clone, Debug, Default, PartialEq, Deserialize, Serialize, Param{schema}");
        let _ = writeln!(out, "/// An id.\n#[derive({derives})]\npub struct {name}(String);\n");
    }
    let attribute = variant.attribute(true);
    let _ = writeln!(
        out,
        "/// Custom data.\n{attribute}\npub struct Metadata {{\n    /// A note.\n    pub note: String,\n}}\n"
    );
    let attribute = variant.attribute(false);
    let _ = writeln!(
        out,
        "/// A member.\n{attribute}\npub struct Member {{\n    /// The id.\n    pub member_id: MemberId,\n}}\n"
    );
}

/// Writes the trait with some of the endpoints.
fn declaration(out: &mut String, variant: Variant, first: u32, numbers: std::ops::Range<u32>) {
    let option = variant.options();
    let _ = writeln!(out, "/// One resource.\n#[endpoints(tag = \"Resources\"{option})]\npub trait Resource{first} {{");
    for number in numbers {
        let _ = writeln!(
            out,
            "    /// Changes something.\n    ///\n    /// A sentence or two about its effect and about the permissions that it needs."
        );
        let path = format!("/v1/organizations/<organization_id>/members/<member_id>/apps/<app_id>/change_{number}");
        let _ = writeln!(
            out,
            "    #[endpoint(POST \"{path}\", id = \"change_{number}\")]\n    async fn change_{number}(\n        &self,"
        );
        for (attributes, name, ty) in BOUND {
            let _ = writeln!(out, "        /// The purpose of this argument.\n        {attributes} {name}: {ty},");
        }
        for (name, ty) in fields(number) {
            let _ = writeln!(out, "        /// The purpose of this argument.\n        {name}: {ty},");
        }
        let _ = writeln!(out, "    ) -> Result<Change{number}Response>;");
    }
    out.push_str("}\n\n");
}

/// Writes the request's type alone.
fn request(out: &mut String, number: u32) {
    let bound = BOUND.iter().map(|&(_, name, ty)| (name, ty));
    let attribute = "#[derive(Clone, Debug, Serialize)]\n#[non_exhaustive]";
    structure(out, attribute, &format!("Change{number}Request"), bound.chain(fields(number)));
}

fn response(out: &mut String, variant: Variant, number: u32) {
    let attribute = if variant.has_objects() {
        variant.attribute(false)
    } else {
        "#[derive(Debug, Deserialize)]\n#[non_exhaustive]".to_owned()
    };
    structure(out, &attribute, &format!("Change{number}Response"), RESPONSE.into_iter());
}

fn structure<'a>(out: &mut String, attribute: &str, name: &str, fields: impl Iterator<Item = (&'a str, &'a str)>) {
    let _ = writeln!(out, "/// A request or a response.\n{attribute}\npub struct {name} {{");
    for (name, ty) in fields {
        let _ = writeln!(out, "    /// The purpose of this field.\n    pub {name}: {ty},");
    }
    out.push_str("}\n\n");
}

/// Writes a function that encodes the request and decodes the response, so that a release build compiles both.
fn call(out: &mut String, variant: Variant, number: u32) {
    let name = format!("Change{number}");
    let _ = if variant == Variant::Plain {
        writeln!(
            out,
            "/// Encodes and decodes.\npub fn call_{number}(request: &{name}Request, body: &[u8]) -> \
             serde_json::Result<(Vec<u8>, {name}Response)> {{\n    \
             Ok((serde_json::to_vec(request)?, serde_json::from_slice(body)?))\n}}\n"
        )
    } else {
        writeln!(
            out,
            "/// Encodes and decodes.\npub fn call_{number}(base: &BaseUrl, request: &{name}Request, response: Response<Bytes>) -> \
             Result<{name}Response> {{\n    let _ = request::encode(base, request);\n    \
             response::decode::<{name}Request>(response)\n}}\n"
        )
    };
}

fn fields(number: u32) -> impl Iterator<Item = (&'static str, &'static str)> {
    FIELDS.into_iter().take(2 + number as usize % 5)
}
