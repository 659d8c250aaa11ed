//! The source of a synthetic provider: typical endpoints, or their types alone.

use std::fmt::Write as _;

/// A variant of the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Variant {
    /// Requests that derive `Clone`, `Debug` and `Serialize`, responses that derive `Deserialize`.
    Plain,
    /// The declarations.
    Declared,
    /// The declarations with `server`, and the derives that it needs.
    Server,
    /// The declarations with `schema`, and the derives that it needs.
    Schema,
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
    pub(crate) const ALL: [Self; 4] = [Self::Plain, Self::Declared, Self::Server, Self::Schema];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Plain => "the types alone",
            Self::Declared => "declared",
            Self::Server => "declared with `server`",
            Self::Schema => "declared with `schema`",
        }
    }

    /// The runtime's features.
    pub(crate) fn features(self) -> &'static str {
        match self {
            Self::Plain | Self::Declared => "",
            Self::Server => "\"server\"",
            Self::Schema => "\"schema\"",
        }
    }

    fn option(self) -> &'static str {
        match self {
            Self::Plain | Self::Declared => "",
            Self::Server => ", server",
            Self::Schema => ", schema",
        }
    }

    /// Returns the derives of a type in responses, and in requests when it is `sent`.
    fn derives(self, sent: bool) -> String {
        let mut derives = String::from("Clone, Debug, Deserialize");
        if sent || self == Self::Server {
            derives += ", Serialize";
        }
        if self == Self::Schema {
            derives += ", schemars::JsonSchema";
        }
        derives
    }
}

/// Writes a `lib.rs`.
pub(crate) fn library(variant: Variant, endpoints: u32) -> String {
    let mut out = String::from("//! A synthetic provider.\n\n#![allow(unused_imports)]\n\n");
    out += "use endpoint_runtime::{Param, Result, endpoints};\nuse serde::{Deserialize, Serialize};\n\n";
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
    out
}

/// Writes the types that all endpoints share.
fn shared_types(out: &mut String, variant: Variant) {
    let derives = variant.derives(true);
    for name in ["OrganizationId", "MemberId", "AppId", "Token"] {
        let _ = writeln!(out, "/// An id.\n#[derive({derives}, Param)]\npub struct {name}(String);\n");
    }
    let _ = writeln!(
        out,
        "/// Custom data.\n#[derive({derives})]\npub struct Metadata {{\n    /// A note.\n    pub note: String,\n}}\n"
    );
    let derives = variant.derives(false);
    let _ = writeln!(
        out,
        "/// A member.\n#[derive({derives})]\npub struct Member {{\n    /// The id.\n    pub member_id: MemberId,\n}}\n"
    );
}

/// Writes the trait with some of the endpoints.
fn declaration(out: &mut String, variant: Variant, first: u32, numbers: std::ops::Range<u32>) {
    let option = variant.option();
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
    structure(out, "Clone, Debug, Serialize", &format!("Change{number}Request"), bound.chain(fields(number)));
}

fn response(out: &mut String, variant: Variant, number: u32) {
    let mut derives = String::from("Debug, Deserialize");
    match variant {
        Variant::Plain | Variant::Declared => {}
        Variant::Server => derives += ", Serialize",
        Variant::Schema => derives += ", schemars::JsonSchema",
    }
    structure(out, &derives, &format!("Change{number}Response"), RESPONSE.into_iter());
}

fn structure<'a>(out: &mut String, derives: &str, name: &str, fields: impl Iterator<Item = (&'a str, &'a str)>) {
    let _ =
        writeln!(out, "/// A request or a response.\n#[derive({derives})]\n#[non_exhaustive]\npub struct {name} {{");
    for (name, ty) in fields {
        let _ = writeln!(out, "    /// The purpose of this field.\n    pub {name}: {ty},");
    }
    out.push_str("}\n\n");
}

fn fields(number: u32) -> impl Iterator<Item = (&'static str, &'static str)> {
    FIELDS.into_iter().take(2 + number as usize % 5)
}
