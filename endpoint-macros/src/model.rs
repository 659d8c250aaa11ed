//! A declaration that was checked: everything that the expansion needs, nothing that it would have to ask again.

use proc_macro2::TokenStream;
use syn::{Attribute, Generics, Ident, Member, Path, Type, Visibility};

use crate::syntax::{options::OptIn, template::Template};

pub(crate) struct Trait {
    /// What stays on the trait.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    /// `: Super + Traits`, or nothing.
    pub(crate) supertraits: TokenStream,
    pub(crate) resource: String,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    /// The path of the runtime.
    pub(crate) runtime: Path,
    pub(crate) tag: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) derives: Vec<Path>,
    pub(crate) server: Option<OptIn>,
    pub(crate) schema: Option<OptIn>,
    pub(crate) endpoints: Vec<Endpoint>,
}

pub(crate) struct Endpoint {
    /// What stays on the method: documentation, `#[deprecated]`, lints.
    pub(crate) attributes: Vec<Attribute>,
    /// The trait's and the method's.
    pub(crate) cfgs: Vec<Attribute>,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    pub(crate) deprecated: Option<String>,
    pub(crate) ident: Ident,
    pub(crate) request: Ident,
    pub(crate) id: String,
    /// Where id and template were written, or else the method's name.
    pub(crate) id_place: TokenStream,
    pub(crate) template_place: TokenStream,
    pub(crate) method: Method,
    pub(crate) template: Template,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) result: Type,
    pub(crate) body: BodyFormat,
    pub(crate) response: ResponseFormat,
    pub(crate) authenticated: bool,
    pub(crate) idempotent: bool,
    pub(crate) destructive: bool,
    pub(crate) timeout_ms: Option<u64>,
}

impl Endpoint {
    pub(crate) fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }
}

pub(crate) struct Argument {
    pub(crate) ident: Ident,
    /// The identifier without `r#`.
    pub(crate) name: String,
    /// The documentation as it was written.
    pub(crate) attributes: Vec<Attribute>,
    /// `#[allow(…)]` and the like, for everything that is named after the argument.
    pub(crate) lints: Vec<Attribute>,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    /// Whether a setter can be emitted; not when its name is taken, which was reported.
    pub(crate) has_setter: bool,
    /// The type as it was written.
    pub(crate) ty: Type,
    /// The type that is bound: inside of `Option` or of a repeated `Vec`.
    pub(crate) inner: Type,
    pub(crate) presence: Presence,
    pub(crate) binding: Binding,
    pub(crate) sensitive: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Presence {
    Required,
    /// `Option<T>`.
    Optional,
    /// `Option<Option<T>>`: absent, null or a value.
    Nullable,
    /// `Vec<T>` in a query or a form: any number of times.
    Repeated,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Binding {
    Path,
    /// The key, percent-encoded.
    Query(String),
    /// The name as written.
    Header(String),
    Headers,
    /// A field of the JSON object or form, under its name on the wire.
    Field(String),
    Body(BodyFormat),
    /// A mistake was reported; the argument is a field of the request and goes nowhere.
    Nowhere,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("GET", Self::Get),
        ("HEAD", Self::Head),
        ("POST", Self::Post),
        ("PUT", Self::Put),
        ("PATCH", Self::Patch),
        ("DELETE", Self::Delete),
        ("OPTIONS", Self::Options),
    ];

    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, method)| *method == self).map_or("", |(name, _)| name)
    }

    /// Whether what is bound nowhere else becomes a field of the body.
    pub(crate) fn has_fields(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    /// RFC 9110, sections 9.3.1 and 9.3.2: content in a GET or HEAD has no meaning, and some servers reject it.
    pub(crate) fn allows_body(self) -> bool {
        !matches!(self, Self::Get | Self::Head)
    }

    /// RFC 9110, section 9.2.2.
    pub(crate) fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum BodyFormat {
    None,
    Json,
    Form,
    Text,
    Bytes,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum ResponseFormat {
    Json,
    Text,
    Bytes,
}

/// A struct that derives `Headers`.
pub(crate) struct Group {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) runtime: Path,
    pub(crate) server: Option<OptIn>,
    pub(crate) schema: Option<OptIn>,
    pub(crate) headers: Vec<Argument>,
}

/// A type that derives `Param`.
pub(crate) struct Param {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) runtime: Path,
    pub(crate) shape: ParamShape,
    /// Whether a newtype is made `From` what it holds.
    pub(crate) from: bool,
}

pub(crate) enum ParamShape {
    /// A struct around one value: how the field is named, its type, and whether that has its text from `Display`.
    Newtype { member: Member, ty: Box<Type>, by_display: bool },
    /// Variants and their texts, and the variant that keeps any other text.
    Enum { variants: Vec<(Ident, String)>, other: Option<(Ident, Box<Type>)> },
    /// A mistake was reported; what is emitted only keeps it from being reported again wherever the type is used.
    Refused,
}
