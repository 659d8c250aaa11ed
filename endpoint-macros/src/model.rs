//! A checked declaration: everything that the expansion needs, with nothing left to check.

mod conditions;
mod group_kind;
mod group_setters;
pub(crate) mod method;
mod nesting;
mod object;
mod pagination;
mod template;
mod text_form;
pub(crate) mod tree;

use proc_macro2::{Span, TokenStream};
use quote::format_ident;
use syn::{Attribute, Generics, Ident, LitStr, Member, Path, Type, Visibility};

pub(crate) use group_kind::GroupKind;
pub(crate) use group_setters::{GroupSetter, GroupSetters};
pub(crate) use method::Method;
pub(crate) use nesting::Nesting;
pub(crate) use object::{FieldDefault, InvalidItem, Object, ObjectField, OpenEnum, OpenVariant, PlainField};
pub(crate) use pagination::{PageArgument, PageField, Pagination, PaginationKind};
pub(crate) use template::{Piece, QueryPair, QueryValue, Segment, Template};
pub(crate) use text_form::TextForm;

/// A trait with `#[endpoints]`.
pub(crate) struct Trait {
    /// The attributes that stay on the trait.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    /// `: Super + Traits`, or nothing.
    pub(crate) supertraits: TokenStream,
    /// The trait's name in snake case.
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
    /// Methods with a body, which were reported.
    pub(crate) other_items: TokenStream,
}

impl Trait {
    /// Returns the name of the emitted client.
    pub(crate) fn client_ident(&self) -> Ident {
        format_ident!("{}Client", self.ident, span = self.ident.span())
    }

    /// Returns the name of the emitted server.
    pub(crate) fn server_ident(&self) -> Ident {
        format_ident!("{}Server", self.ident, span = self.ident.span())
    }
}

/// The condition under which an optional part of the expansion is emitted.
#[derive(Clone)]
pub(crate) enum OptIn {
    Always,
    /// With this feature of the declaring crate.
    Feature(LitStr),
}

/// A `#[deprecated]`.
pub(crate) struct Deprecation {
    /// The condition of a `cfg_attr` that adds it.
    pub(crate) condition: Option<TokenStream>,
    /// The note, possibly empty.
    pub(crate) note: String,
}

/// A method with `#[endpoint]`.
pub(crate) struct Endpoint {
    /// The attributes that stay on the method: documentation, `#[deprecated]`, lints.
    pub(crate) attributes: Vec<Attribute>,
    /// Those of the trait and of the method.
    pub(crate) cfgs: Vec<Attribute>,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    pub(crate) deprecated: Option<Deprecation>,
    pub(crate) ident: Ident,
    /// The identifier without `r#`.
    pub(crate) name: String,
    /// The name of the request's struct, which holds the trait's name unless the option `request` names it.
    pub(crate) request: Ident,
    /// The alias by which users name the struct.
    pub(crate) request_alias: Option<Ident>,
    pub(crate) id: String,
    pub(crate) method: Method,
    pub(crate) template: Template,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) result: Type,
    /// The names and values of the constant headers.
    pub(crate) fixed_headers: Vec<(String, String)>,
    /// The names and values of the constant fields: the JSON of a value in a JSON body, else its text.
    pub(crate) fixed_fields: Vec<(String, String)>,
    pub(crate) body: Option<BodyFormat>,
    /// The media type of the body, if it is not that of the format.
    pub(crate) body_type: Option<String>,
    /// The type of the body's format, if it is the user's.
    pub(crate) body_marker: Option<Path>,
    /// The value of the option `compress`, when it is set.
    pub(crate) compress: Option<Ident>,
    pub(crate) response: ResponseFormat,
    /// The type of the response's format, if it is the user's.
    pub(crate) response_marker: Option<Path>,
    /// The media type of the response, if it is not that of its type.
    pub(crate) response_type: Option<String>,
    /// The media type of the response if its body is JSON, which only its type says.
    pub(crate) json_type: Option<String>,
    pub(crate) stream: StreamOptions,
    /// The path of the constant that is the envelope of the response.
    pub(crate) envelope: Option<Path>,
    /// The status of success, if it is not that of the result.
    pub(crate) status: Option<WrittenStatus>,
    pub(crate) authenticated: bool,
    pub(crate) idempotent: bool,
    pub(crate) destructive: bool,
    pub(crate) timeout_ms: Option<u64>,
    pub(crate) pagination: Option<Pagination>,
}

/// A status, and the place where it was written.
#[derive(Clone, Copy)]
pub(crate) struct WrittenStatus {
    pub(crate) code: u16,
    pub(crate) span: Span,
}

impl Endpoint {
    /// Returns the name by which users name the request.
    pub(crate) fn request_name(&self) -> &Ident {
        self.request_alias.as_ref().unwrap_or(&self.request)
    }

    pub(crate) fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }

    /// Returns the arguments that are groups of this kind.
    pub(crate) fn groups(&self, kind: GroupKind) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |argument| argument.binding.group().is_some_and(|(group, _)| group == kind))
    }
}

/// An argument of a method, or a field of a group.
pub(crate) struct Argument {
    pub(crate) ident: Ident,
    /// The identifier without `r#`.
    pub(crate) name: String,
    /// The documentation as attributes.
    pub(crate) attributes: Vec<Attribute>,
    /// `#[allow(…)]` and the like, for every item that is named after the argument.
    pub(crate) lints: Vec<Attribute>,
    /// The documentation as a `const` expression.
    pub(crate) docs: TokenStream,
    /// False when another function has the setter's name, which was reported.
    pub(crate) has_setter: bool,
    /// The type as written.
    pub(crate) ty: Type,
    /// The type of one value: inside of `Option` or of a repeated `Vec`.
    pub(crate) inner: Type,
    /// The kind of `inner`.
    pub(crate) kind: TypeKind,
    pub(crate) presence: Presence,
    pub(crate) binding: Binding,
    /// The way in which the value becomes text.
    pub(crate) form: TextForm,
    pub(crate) sensitive: bool,
    /// True for the header for which the client makes a key, if a call has none.
    pub(crate) is_idempotency_key: bool,
}

impl Argument {
    pub(crate) fn is_required(&self) -> bool {
        // A path has no place for an absent value.
        self.presence == Presence::Required || self.presence == Presence::Repeated && self.binding == Binding::Path
    }

    /// Returns the name on the wire: query key, header name or body field.
    pub(crate) fn wire_name(&self) -> &str {
        match &self.binding {
            Binding::Query(name)
            | Binding::QueryMap(name)
            | Binding::Header(name)
            | Binding::HeaderMap(name)
            | Binding::Cookie(name)
            | Binding::Field(name)
            | Binding::FieldMap(name) => name,
            Binding::Path
            | Binding::Url
            | Binding::QueryGroup(_)
            | Binding::Headers(_)
            | Binding::Body(_)
            | Binding::Unbound => &self.name,
        }
    }
}

/// A type, recognized by its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TypeKind {
    /// A number, `bool` or `char`; in a generic object also a type parameter.
    Scalar,
    String,
    /// `Value` or `Json` of any module, which may be made of an `Option` itself.
    Json,
    Other,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Presence {
    Required,
    /// `Option<T>`.
    Optional,
    /// `Option<Option<T>>`: absent, null or a value.
    Nullable,
    /// `Vec<T>` in a query or a form, where the key is repeated, or with `#[join]`: any number of values.
    Repeated,
    /// A map whose keys are keys of a query or a form, or the ends of names of headers.
    Map,
}

/// The part of the request that an argument goes to.
#[derive(Clone, PartialEq)]
pub(crate) enum Binding {
    Path,
    /// The URL of the request, which a response gave.
    Url,
    /// A query value, under its decoded key.
    Query(String),
    /// A map whose keys are keys of the query. It has the key in whose brackets they are sent, or the name of the argument.
    QueryMap(String),
    /// A group of query parameters, whose names as arguments begin with a prefix, possibly empty.
    QueryGroup(String),
    /// A header, under its name as written.
    Header(String),
    /// A map whose keys are the ends of headers that begin with this prefix, as written.
    HeaderMap(String),
    /// A cookie, under its name.
    Cookie(String),
    /// A group of headers, whose names as arguments begin with a prefix, possibly empty.
    Headers(String),
    /// A field of the JSON object or form, under its name on the wire.
    Field(String),
    /// A map whose keys are the ends of fields of the form, or of parts, that begin with this prefix.
    FieldMap(String),
    /// The whole body.
    Body(BodyFormat),
    /// No part, which was reported; the argument is a field of the request all the same.
    Unbound,
}

impl Binding {
    /// Returns the kind of a group, and the prefix of its parameters as arguments.
    pub(crate) fn group(&self) -> Option<(GroupKind, &str)> {
        match self {
            Self::Headers(prefix) => Some((GroupKind::Headers, prefix)),
            Self::QueryGroup(prefix) => Some((GroupKind::Query, prefix)),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum BodyFormat {
    Json,
    Form,
    Text,
    Bytes,
    /// Lines of JSON.
    Ndjson,
    /// Bytes that are sent piece by piece.
    Stream,
    Multipart,
    /// A format of the user.
    Custom,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ResponseFormat {
    Json,
    Text,
    Bytes,
    Stream,
    Sse,
    Ndjson,
    /// A format of the user.
    Custom,
}

/// The options of a response that is read as it arrives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StreamOptions {
    pub(crate) done: Option<String>,
    pub(crate) tagged: bool,
    pub(crate) reconnect: bool,
    pub(crate) idle_ms: Option<u64>,
}

/// A struct that derives `Headers` or `Query`.
pub(crate) struct ParameterGroup {
    pub(crate) kind: GroupKind,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    /// The name of the hidden macro that lists the parameters; `None` for a struct with a mistake.
    pub(crate) hidden_macro: Option<Ident>,
    pub(crate) generics: Generics,
    pub(crate) runtime: Path,
    pub(crate) server: Option<OptIn>,
    pub(crate) schema: Option<OptIn>,
    pub(crate) parameters: Vec<Argument>,
}

/// A type that derives `Response`.
pub(crate) struct Response {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) runtime: Path,
    pub(crate) server: Option<OptIn>,
    pub(crate) schema: Option<OptIn>,
    /// True for the option `error`: the type is an error body.
    pub(crate) is_error: bool,
    pub(crate) kind: ResponseKind,
    /// False for a type with a mistake, which was reported.
    pub(crate) is_complete: bool,
}

pub(crate) enum ResponseKind {
    Struct(Box<ResponseFields>),
    /// An enum whose variants are distinguished by the status.
    Enum(Vec<ResponseVariant>),
}

/// The fields of a response.
#[derive(Default)]
pub(crate) struct ResponseFields {
    pub(crate) headers: Vec<Argument>,
    pub(crate) body: Option<ResponseBody>,
    /// The field that holds the status, of a variant for other statuses.
    pub(crate) status: Option<Ident>,
    /// The names of the fields of a tuple, in order; empty for named fields.
    pub(crate) tuple: Vec<Ident>,
}

/// A variant of a response.
pub(crate) struct ResponseVariant {
    pub(crate) ident: Ident,
    /// The status; `None` for those that no other variant has.
    pub(crate) status: Option<u16>,
    /// The expression of the documentation, if there is any.
    pub(crate) docs: Option<TokenStream>,
    pub(crate) fields: ResponseFields,
}

/// The field that holds the body of a response.
pub(crate) struct ResponseBody {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) format: ResponseFormat,
    /// The type of the format, if it is the user's.
    pub(crate) marker: Option<Path>,
    /// The media type, if it is not that of the format.
    pub(crate) media_type: Option<String>,
    pub(crate) stream: StreamOptions,
}

/// A type that derives `Param`.
pub(crate) struct Param {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) runtime: Path,
    pub(crate) kind: ParamKind,
    /// True when a newtype is made `From` the type that it holds.
    pub(crate) from: bool,
}

pub(crate) enum ParamKind {
    /// A struct with one field.
    Newtype {
        member: Member,
        ty: Box<Type>,
        kind: TypeKind,
        /// True when the text is that of `Display` and `FromStr`.
        by_display: bool,
    },
    Enum {
        /// The unit variants and their texts.
        variants: Vec<(Ident, String)>,
        /// The variant that holds any other text.
        other: Option<(Ident, Box<Type>)>,
    },
    /// Something else, which was reported; the emitted `impl` only avoids more errors wherever the type is used.
    Invalid,
}
